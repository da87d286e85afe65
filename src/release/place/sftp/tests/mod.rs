//! Transactions through OpenSSH's own `sftp-server`, over a pair of sockets.
