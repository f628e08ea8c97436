"""The app: its Streamlit pages around the story."""
