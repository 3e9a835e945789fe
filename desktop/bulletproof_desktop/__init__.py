"""The window: hosts the dashboard, sees everything, is seen by nobody."""
