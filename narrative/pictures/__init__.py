"""A page into pictures, a handout, a contact sheet, a film and the card for links."""
