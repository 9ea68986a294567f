"""What is filed and how it moves: calls, applications, their versions, receipts and handling."""
