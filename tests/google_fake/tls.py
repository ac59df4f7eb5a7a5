"""A certificate authority of our own and a proxy that ends TLS: for a client that nothing was changed in."""

from __future__ import annotations

import datetime as dt
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HOSTS = ("sheets.googleapis.com", "www.googleapis.com", "oauth2.googleapis.com")


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(subject: str, issuer: str, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
    )


def authority(folder: Path) -> tuple[Path, Path]:
    """Write an authority's certificate, and a key with what it signed for Google's hosts; return both paths."""
    root, leaf = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ski = x509.SubjectKeyIdentifier.from_public_key(root.public_key())
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    ca = _builder("test authority", "test authority", root.public_key())
    ca = ca.add_extension(x509.BasicConstraints(True, None), True).add_extension(usage, True).add_extension(ski, False)
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in HOSTS])
    own = _builder(HOSTS[0], "test authority", leaf.public_key())
    own = own.add_extension(names, False).add_extension(x509.BasicConstraints(False, None), True)
    own = own.add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(ski), False)
    own = own.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
    pem = serialization.Encoding.PEM
    ca_path, chain = folder / "authority.pem", folder / "google.pem"
    ca_path.write_bytes(ca.sign(root, hashes.SHA256()).public_bytes(pem))
    key = leaf.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    chain.write_bytes(key + own.sign(root, hashes.SHA256()).public_bytes(pem))
    return ca_path, chain


class _Proxy(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(self, chain: Path, address: str) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(chain)
        parts = urlsplit(address)
        self.target = (str(parts.hostname), int(parts.port or 80))


class _Tunnel(socketserver.BaseRequestHandler):
    server: _Proxy

    def handle(self) -> None:
        """Take a CONNECT to one of Google's hosts, end its TLS, and pass on what comes to the fake."""
        head = b""
        while b"\r\n\r\n" not in head:
            more = self.request.recv(4096)
            if not more:
                return
            head += more
        host = head.split()[1].decode("ascii").partition(":")[0]
        if not head.startswith(b"CONNECT ") or host not in HOSTS:
            self.request.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        self.request.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with (
            suppress(OSError),
            self.server.context.wrap_socket(self.request, server_side=True) as inner,
            socket.create_connection(self.server.target) as outer,
        ):
            back = threading.Thread(target=_pump, args=(outer, inner), daemon=True)
            back.start()
            _pump(inner, outer)
            back.join()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxying(chain: Path, address: str) -> Iterator[str]:
    """Serve such a proxy before the fake at this address; give what HTTPS_PROXY has to hold."""
    server = _Proxy(chain, address)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
