"""Who does what for which key customer until when, and how it is judged."""
