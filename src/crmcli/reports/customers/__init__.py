"""Do customers hear from us, stay, renew, buy again, and are they content?"""
