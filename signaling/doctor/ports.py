"""The ports: whether they can be had."""

import socket

from sfu import families
from signaling.doctor import running
from signaling.doctor.finding import Finding, Health
from signaling.settings import Settings


def http_port(settings: Settings) -> Finding:
    subject, at = f"port {settings.port}/tcp", (settings.host, settings.port)
    return _bound(settings, subject, "--port", socket.SOCK_STREAM, at)


def media_port(settings: Settings) -> Finding:
    subject, at = f"port {settings.media_port}/udp", (settings.media_host, settings.media_port)
    return _bound(settings, subject, "--media-port", socket.SOCK_DGRAM, at)


def media_tcp_port(settings: Settings) -> Finding:
    subject = "media by tcp"
    if settings.media_tcp_port:
        subject = f"port {settings.media_tcp_port}/tcp"
        host, port = settings.media_host, settings.media_tcp_port
        return _bound(settings, subject, "--media-tcp-port", socket.SOCK_STREAM, (host, port))
    if settings.exposed:
        remedy = "Where a firewall blocks UDP nobody can come in: set --media-tcp-port."
        return Finding(Health.WARN, subject, "none", remedy)
    return Finding(Health.OK, subject, "none: this machine lets UDP through")


def _bound(
    settings: Settings, subject: str, flag: str, kind: socket.SocketKind, at: tuple[str, int]
) -> Finding:
    try:
        _bind(kind, *at)
    except OSError as error:
        if running.is_running(settings):
            return Finding(Health.OK, subject, "taken: a node is running")
        remedy = f"Stop what uses it, or set {flag}."
        return Finding(Health.FAIL, subject, error.strerror or "cannot be had", remedy)
    return Finding(Health.OK, subject, "free")


def _bind(kind: socket.SocketKind, host: str, port: int) -> None:
    numeric = socket.getaddrinfo(host, port, type=kind)[0][4][0]
    for sock in families.take(str(numeric), port, kind, _reuse):
        sock.close()


def _reuse(sock: socket.socket) -> None:
    if sock.type is socket.SOCK_STREAM:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
