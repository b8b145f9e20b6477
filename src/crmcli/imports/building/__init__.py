"""What came from elsewhere becomes records of one account, or changes them."""
