//! Turns a reference to a secret into the secret, when a link is about to need it, and tells the scrubber.

use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::command;
use super::env::Env;
use super::show;
use crate::error::{Error, Kind, Result};
use crate::model::target::SecretRef;
use crate::model::{Scrubber, Secret};
use crate::text::Msg;

/// A password is one line; what is longer is something else.
pub(super) const LIMIT: u64 = 64 * 1024;

/// Fetches a secret. The file must belong to this user or root and be closed to all others; of a file and of what a
/// command prints, the first line counts. An empty one is an error: a login with it would lock the account.
pub fn resolve(reference: &SecretRef, env: &Env, scrub: &Scrubber) -> Result<Secret> {
    let what = show::secret(reference);
    let bytes = match reference {
        SecretRef::File(path) => file(path, env.uid)?,
        SecretRef::Env(name) => {
            let value = env.get(name).ok_or_else(|| missing(&what))?;
            value.to_str().ok_or_else(|| missing(&what).because("not UTF-8"))?.as_bytes().to_vec()
        }
        SecretRef::Command(argv) => command::output(argv, &what, command::DEADLINE)?,
    };
    let text = String::from_utf8(bytes).map_err(|_| missing(&what).because("not UTF-8"))?;
    let line = text.strip_prefix('\u{feff}').unwrap_or(&text).lines().next().unwrap_or_default();
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.trim().is_empty() {
        return Err(Error::new(Kind::Config, Msg::SecretEmpty { what }));
    }
    let secret = Secret::new(line.to_owned());
    scrub.learn(&secret);
    Ok(secret)
}

pub(super) fn missing(what: &str) -> Error {
    Error::new(Kind::Config, Msg::SecretMissing { what: what.into() })
}

/// What a private file holds. Owner and mode are those of the opened file, so that nobody can swap it in between.
fn file(path: &Path, uid: u32) -> Result<Vec<u8>> {
    let shown = path.display().to_string();
    let unreadable = |e: std::io::Error| Error::new(Kind::Config, Msg::ReadFile { path: shown.clone() }).because(e);
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(Error::new(Kind::Config, Msg::ConfigNotFile { path: shown }));
    }
    let file = fs::File::open(path).map_err(unreadable)?;
    let meta = file.metadata().map_err(unreadable)?;
    if meta.uid() != uid && meta.uid() != 0 {
        let msg = Msg::SecretOwner { path: shown.clone(), owner: meta.uid().to_string() };
        return Err(Error::new(Kind::Config, msg).hint(Msg::HintChown { path: shown }));
    }
    if meta.mode() & 0o077 != 0 {
        let msg = Msg::SecretOpen { path: shown.clone(), mode: format!("{:04o}", meta.mode() & 0o7777) };
        return Err(Error::new(Kind::Config, msg).hint(Msg::HintChmod { path: shown }));
    }
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LIMIT {
        return Err(Error::new(Kind::Config, Msg::ConfigTooBig { path: shown, limit: "64 KB".into() }));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    use super::*;
    use crate::model::Lang;

    fn env() -> Env {
        Env::from_vars([("DB_PW", "tiger#1"), ("BLANK", " ")], "/".into())
    }

    fn write(dir: &Path, name: &str, text: &[u8], mode: u32) -> SecretRef {
        let path = dir.join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        SecretRef::File(path)
    }

    fn words(reference: &SecretRef) -> String {
        resolve(reference, &env(), &Scrubber::default()).unwrap_err().lines(Lang::En, &Scrubber::default()).join("\n")
    }

    #[test]
    fn the_first_line_counts_and_is_scrubbed_from_then_on() {
        let dir = tempfile::tempdir().unwrap();
        let scrub = Scrubber::default();
        for text in ["p w#1\r\nnote\n", "\u{feff}p w#1\n", "p w#1"] {
            let reference = write(dir.path(), "pw", text.as_bytes(), 0o600);
            assert_eq!(resolve(&reference, &env(), &scrub).unwrap().reveal(), "p w#1");
        }
        assert_eq!(scrub.clean("login with p w#1 failed"), "login with *** failed");
        assert_eq!(resolve(&SecretRef::Env("DB_PW".into()), &env(), &scrub).unwrap().reveal(), "tiger#1");
    }

    #[test]
    fn a_file_that_others_can_read_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        for mode in [0o640, 0o604, 0o620, 0o777] {
            let text = words(&write(dir.path(), &format!("pw{mode}"), b"x\n", mode));
            assert!(text.contains(&format!("mode {mode:04o}")) && text.contains("chmod 600"), "{text}");
        }
        assert!(resolve(&write(dir.path(), "ok", b"x\n", 0o400), &env(), &Scrubber::default()).is_ok());
    }

    #[test]
    fn a_file_of_somebody_else_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let SecretRef::File(path) = write(dir.path(), "pw", b"x\n", 0o600) else { unreachable!() };
        let me = fs::metadata(&path).unwrap().uid();
        // Somebody else cannot own a file without root; as root, another user looks at it, to whom root's file is fine.
        if me == 0 {
            std::os::unix::fs::chown(&path, Some(4242), None).unwrap();
            assert!(file(&path, 0).unwrap_err().to_string().contains("4242"));
            assert!(file(&path, 4242).is_ok());
        } else {
            assert!(file(&path, me + 1).unwrap_err().to_string().contains(&me.to_string()));
        }
    }

    #[test]
    fn what_is_not_a_secret_is_said() {
        let dir = tempfile::tempdir().unwrap();
        assert!(words(&SecretRef::File(dir.path().into())).contains("not a regular file"));
        assert!(words(&SecretRef::File(dir.path().join("none"))).contains("cannot read"));
        assert!(words(&write(dir.path(), "empty", b"", 0o600)).contains("empty"));
        assert!(words(&write(dir.path(), "blank", b"\r\nsecond\n", 0o600)).contains("empty"));
        assert!(words(&write(dir.path(), "big", &vec![b'x'; 70_000], 0o600)).contains("64 KB"));
        assert!(words(&write(dir.path(), "gbk", b"\xc3\xdc\n", 0o600)).contains("not UTF-8"));
        assert!(words(&SecretRef::Env("NONE".into())).contains("{ env = \"NONE\" }"));
        assert!(words(&SecretRef::Env("BLANK".into())).contains("empty"));
        assert!(words(&SecretRef::File(PathBuf::from("/dev/null"))).contains("not a regular file"));
    }
}
