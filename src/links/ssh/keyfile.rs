//! Private key files: guarded as ssh guards them, and looked into as far as one must to say what is wrong.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::key;

/// A private key as it stands in its file.
pub(super) struct KeyFile {
    pub text: String,
    pub encrypted: bool,
    /// Its public half, where the file has it in the clear or a `.pub` lies beside it.
    pub public: Option<Vec<u8>>,
    /// The same as a line, where it is the file's own: it saves reckoning it from the private half.
    pub line: Option<String>,
}

const OPENSSH: &str = "-----BEGIN OPENSSH PRIVATE KEY-----";
const OPENSSH_END: &str = "-----END OPENSSH PRIVATE KEY-----";

/// Reads a key; `Err` says why it cannot be used.
pub(super) fn read(path: &Path) -> Result<KeyFile, String> {
    let meta = std::fs::metadata(path).map_err(|e| e.to_string())?;
    let open = meta.mode() & 0o777;
    if meta.uid() == rustix::process::geteuid().as_raw() && open & 0o077 != 0 {
        return Err(format!("permissions {open:04o} are too open, others can read it: chmod 600"));
    }
    let bytes = std::fs::read(path).map_err(|e| e.to_string())?;
    let text = String::from_utf8(bytes).ok().filter(|t| !t.contains('\0')).ok_or("no private key")?;
    if text.starts_with("PuTTY-User-Key-File") {
        return Err("a PuTTY key: convert it with puttygen to OpenSSH".into());
    }
    if !text.contains("-----BEGIN") {
        return Err("no private key".into());
    }
    let inside = text.find(OPENSSH).and_then(|at| inside(&text[at + OPENSSH.len()..]));
    let (cipher, public) = inside.map_or((None, None), |(cipher, public)| (Some(cipher), Some(public)));
    let encrypted = cipher.map_or_else(|| text.contains("ENCRYPTED"), |cipher| cipher != "none");
    // Of a file that was cut the library shall say so, before anything is sent.
    let line = public.as_deref().filter(|_| text.contains(OPENSSH_END)).map(key::line);
    let public = public.or_else(|| beside(path));
    if public.as_deref().is_some_and(|p| key::algorithm(p).starts_with("sk-")) {
        return Err("keys of security devices are not supported".into());
    }
    Ok(KeyFile { text, encrypted, public, line })
}

/// The public key that lies beside a private one, or that is a file of its own.
pub(super) fn beside(path: &Path) -> Option<Vec<u8>> {
    let mut name = path.as_os_str().to_owned();
    name.push(".pub");
    let text = std::fs::read_to_string(name).ok()?;
    key::decode(text.split_whitespace().nth(1)?)
}

/// Cipher and public key of OpenSSH's own format.
fn inside(text: &str) -> Option<(String, Vec<u8>)> {
    let body: String = text.split("-----END").next()?.split_whitespace().collect();
    let bytes = key::decode(&body)?;
    let mut rest = bytes.strip_prefix(b"openssh-key-v1\0")?;
    let mut field = || {
        let (head, after) = rest.split_first_chunk()?;
        let (field, after) = after.split_at_checked(usize::try_from(u32::from_be_bytes(*head)).ok()?)?;
        rest = after;
        Some(field)
    };
    let cipher = String::from_utf8_lossy(field()?).into_owned();
    field()?;
    field()?;
    rest = rest.get(4..)?;
    let (head, after) = rest.split_first_chunk()?;
    let public = after.get(..usize::try_from(u32::from_be_bytes(*head)).ok()?)?;
    Some((cipher, public.to_vec()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn written(text: &str, mode: u32) -> Result<KeyFile, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        read(&path)
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        assert!(written("-----BEGIN RSA PRIVATE KEY-----", 0o644).err().unwrap().contains("0644 are too open"));
        assert!(written("-----BEGIN RSA PRIVATE KEY-----", 0o600).is_ok());
    }

    #[test]
    fn what_is_no_key_is_said() {
        assert!(written("ssh-rsa AAAA me", 0o600).err().unwrap().contains("no private key"));
        assert!(written("PuTTY-User-Key-File-3: x", 0o600).err().unwrap().contains("puttygen"));
        assert!(read(Path::new("/nowhere/key")).err().unwrap().contains("No such file"));
        assert!(written("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n", 0o600).unwrap().encrypted);
        assert!(!written(&format!("{OPENSSH}\nAAAA\n-----END"), 0o600).unwrap().encrypted, "damaged: the library will say so");
    }
}
