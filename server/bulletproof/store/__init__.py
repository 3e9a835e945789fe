"""Tables, queries and migrations; no session and no ORM object leaves this room."""
