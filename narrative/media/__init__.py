"""Files of pictures, sound and film: what they truly are, and what a page shows of them. Knows no story."""
