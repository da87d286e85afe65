//! What can go wrong, as code words that `text::hints::ssh` has advice for.

use ssh2::ErrorCode;

use crate::model::{AskError, AskErrorKind};

pub(super) const REFUSED: &str = "SSH-REFUSED";
pub(super) const NO_ANSWER: &str = "SSH-NO-ANSWER";
pub(super) const NO_ROUTE: &str = "SSH-NO-ROUTE";
pub(super) const NAME: &str = "SSH-NAME";
pub(super) const BANNER: &str = "SSH-BANNER";
pub(super) const NOT_SSH: &str = "SSH-NOT-SSH";
pub(super) const CLOSED: &str = "SSH-CLOSED";
pub(super) const HANDSHAKE: &str = "SSH-HANDSHAKE";
pub(super) const ALGORITHM: &str = "SSH-ALGORITHM";
pub(super) const KEY_UNKNOWN: &str = "SSH-HOSTKEY-UNKNOWN";
pub(super) const KEY_CHANGED: &str = "SSH-HOSTKEY-CHANGED";
pub(super) const KEY_REVOKED: &str = "SSH-HOSTKEY-REVOKED";
pub(super) const KEY_AUTHORITY: &str = "SSH-HOSTKEY-CA";
pub(super) const NO_KNOWN_HOSTS: &str = "SSH-NO-KNOWN-HOSTS";
pub(super) const AUTH: &str = "SSH-AUTH";
pub(super) const EXPIRED: &str = "SSH-EXPIRED";
pub(super) const CONFIG: &str = "SSH-CONFIG";
pub(super) const JUMP: &str = "SSH-JUMP";
pub(super) const BEHIND_JUMP: &str = "SSH-BEHIND-JUMP";
pub(super) const SESSION: &str = "SSH-SESSION";
pub(in crate::links) const SHELL: &str = "SSH-SHELL";
pub(in crate::links) const SUDO: &str = "SSH-SUDO";
pub(super) const LOST: &str = "SSH-LOST";
pub(in crate::links) const TIMEOUT: &str = "SSH-TIMEOUT";
pub(in crate::links) const STOPPED: &str = "SSH-STOPPED";

/// The codes of libssh2 that are told apart here.
pub(super) mod vendor {
    pub(crate) const BANNER: i32 = -2;
    pub(crate) const KEX: i32 = -5;
    pub(crate) const TIMEOUT: i32 = -9;
    pub(crate) const PASSWORD_EXPIRED: i32 = -15;
    pub(crate) const AUTH_FAILED: i32 = -18;
    pub(crate) const KEY_REFUSED: i32 = -19;
    pub(crate) const CHANNEL_FAILURE: i32 = -21;
    /// The connection is gone: nothing more can be asked.
    pub(crate) const GONE: &[i32] = &[-1, -2, -3, -4, -7, -8, -9, -12, -13, -14, -30, -40, -43, -45];
}

/// An error with its code word.
pub(in crate::links) fn failed(kind: AskErrorKind, code: &str, message: impl Into<String>) -> AskError {
    AskError { code: code.to_owned(), ..AskError::new(kind, message) }
}

/// The run was ended.
pub(super) fn stopped() -> AskError {
    failed(AskErrorKind::Stopped, STOPPED, "stopped")
}

/// An error of what is configured here.
pub(super) fn config(message: impl Into<String>) -> AskError {
    failed(AskErrorKind::Config, CONFIG, message)
}

/// The number libssh2 gave.
pub(super) fn number(error: &ssh2::Error) -> i32 {
    match error.code() {
        ErrorCode::Session(code) | ErrorCode::SFTP(code) => code,
    }
}

/// Whether the connection is gone after this error.
pub(super) fn gone(error: &ssh2::Error) -> bool {
    vendor::GONE.contains(&number(error))
}

/// A failure at a jump host is ours to put right: it says nothing of the target, which must not be called down for it.
pub(super) fn at_jump(jump: &str, error: AskError) -> AskError {
    let message = format!("jump host {jump}: {}", error.message);
    match error.kind {
        AskErrorKind::Down | AskErrorKind::Full | AskErrorKind::Timeout | AskErrorKind::Disconnected => {
            failed(AskErrorKind::Config, JUMP, message)
        }
        _ => AskError { message, ..error },
    }
}
