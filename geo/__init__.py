"""Where: places, lines and maps. Knows no story."""
