"""The pages by which people sign in and look after their accounts and each other."""
