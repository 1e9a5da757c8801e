"""What journeys are made of: a running server, real mail, browsers without and with script, and the people who use them."""
