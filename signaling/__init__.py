"""The front door: HTTP, WebSocket, pages and start-up."""
