"""What will be sold, are we getting where we wanted, and how do figures move?"""
