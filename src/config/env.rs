//! Reads the environment once into a typed value; nothing else in the program looks at it.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::PathBuf;

use super::origin::{Origin, Sourced};
use crate::model::{Lang, LocalUser};

/// The environment, the user and the machine, as they were when the program started. An empty variable counts as unset.
#[derive(Debug, Clone)]
pub struct Env {
    /// `OPSCTL_CONFIG`: a configuration file, or the folder that holds it.
    pub config: Option<PathBuf>,
    /// `OPSCTL_LANG`, not yet judged.
    pub lang: Option<String>,
    /// `OPSCTL_NOW`, not yet judged.
    pub now: Option<String>,
    /// `OPSCTL_DATA`: the data folder.
    pub data: Option<PathBuf>,
    /// `OPSCTL_OPERATOR`: who is at work, for the records.
    pub operator: Option<String>,
    /// `OPSCTL_LOG`: what is logged.
    pub log: Option<String>,
    /// The first set one of `LC_ALL`, `LC_MESSAGES` and `LANG`.
    pub locale: Option<Sourced<String>>,
    /// The person: who called sudo, else `LOGNAME`, else `USER`.
    pub login: Option<Sourced<String>>,
    pub home: Option<PathBuf>,
    pub xdg_config: Option<PathBuf>,
    pub xdg_state: Option<PathBuf>,
    pub tns_admin: Option<PathBuf>,
    pub oracle_home: Option<PathBuf>,
    pub ld_library_path: Option<OsString>,
    /// `NO_COLOR` is set to anything.
    pub no_color: bool,
    pub columns: Option<u16>,
    pub term: Option<String>,
    /// The working folder.
    pub cwd: PathBuf,
    /// The folder of the machine-wide configuration; another one only in tests.
    pub system_dir: PathBuf,
    /// The host name.
    pub machine: String,
    /// The effective user id.
    pub uid: u32,
    all: Variables,
}

/// Every variable, for `{ env = "…" }`; printed by name only, because some are passwords.
#[derive(Clone, Default)]
struct Variables(BTreeMap<OsString, OsString>);

impl fmt::Debug for Variables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Env {
    /// The real environment.
    #[must_use]
    pub fn read() -> Self {
        let cwd = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        Self::from_vars(std::env::vars_os(), cwd)
    }

    /// An environment of these variables alone, and a working folder.
    #[must_use]
    pub fn from_vars<K: Into<OsString>, V: Into<OsString>>(vars: impl IntoIterator<Item = (K, V)>, cwd: PathBuf) -> Self {
        let all = Variables(vars.into_iter().map(|(k, v)| (k.into(), v.into())).filter(|(_, v)| !v.is_empty()).collect());
        let path = |name: &str| all.get(name).map(PathBuf::from);
        let text = |name: &str| all.get(name).map(|v| v.to_string_lossy().into_owned());
        let first = |names: &[&str]| {
            let mut found = names.iter().filter_map(|name| Some(Sourced::new(text(name)?, Origin::Env((*name).into()))));
            found.next()
        };
        Self {
            config: path("OPSCTL_CONFIG"),
            lang: text("OPSCTL_LANG"),
            now: text("OPSCTL_NOW"),
            data: path("OPSCTL_DATA"),
            operator: text("OPSCTL_OPERATOR"),
            log: text("OPSCTL_LOG"),
            locale: first(&["LC_ALL", "LC_MESSAGES", "LANG"]),
            login: first(&["SUDO_USER", "LOGNAME", "USER"]),
            home: path("HOME"),
            xdg_config: path("XDG_CONFIG_HOME").filter(|p| p.is_absolute()),
            xdg_state: path("XDG_STATE_HOME").filter(|p| p.is_absolute()),
            tns_admin: path("TNS_ADMIN"),
            oracle_home: path("ORACLE_HOME"),
            ld_library_path: all.get("LD_LIBRARY_PATH").map(OsStr::to_owned),
            no_color: all.get("NO_COLOR").is_some(),
            columns: text("COLUMNS").and_then(|n| n.trim().parse().ok()),
            term: text("TERM"),
            cwd,
            system_dir: PathBuf::from("/etc/opsctl"),
            machine: rustix::system::uname().nodename().to_string_lossy().into_owned(),
            uid: rustix::process::geteuid().as_raw(),
            all,
        }
    }

    /// Any variable by name, for a password that lives in one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.all.get(name)
    }

    /// Who runs opsctl, for SSH: under sudo that is root, as it is for ssh itself.
    #[must_use]
    pub fn local_user(&self) -> LocalUser {
        let name = self.get("LOGNAME").or_else(|| self.get("USER")).map(|n| n.to_string_lossy().into_owned());
        LocalUser { name, home: self.home.clone(), agent: self.get("SSH_AUTH_SOCK").map(PathBuf::from) }
    }

    /// The language before any configuration is read: flag, `OPSCTL_LANG`, locale, else Chinese.
    #[must_use]
    pub fn language(&self, flag: Option<Lang>) -> Lang {
        flag.or_else(|| self.lang.as_deref().and_then(Lang::parse)).or_else(|| self.locale_language().map(|l| l.value)).unwrap_or_default()
    }

    /// The language of the locale; `C` and `POSIX` say nothing about it.
    pub(super) fn locale_language(&self) -> Option<Sourced<Lang>> {
        let locale = self.locale.as_ref()?;
        Some(Sourced::new(Lang::parse(&locale.value)?, locale.origin.clone()))
    }

    /// The folder of the user's own configuration.
    pub(super) fn user_dir(&self) -> Option<PathBuf> {
        self.xdg_config.clone().or_else(|| Some(self.home.as_ref()?.join(".config"))).map(|dir| dir.join("opsctl"))
    }
}

impl Variables {
    fn get(&self, name: &str) -> Option<&OsStr> {
        self.0.get(OsStr::new(name)).map(OsString::as_os_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(vars: &[(&str, &str)]) -> Env {
        Env::from_vars(vars.iter().copied(), "/".into())
    }

    #[test]
    fn the_first_locale_variable_that_is_set_speaks() {
        assert_eq!(env(&[]).language(None), Lang::Zh);
        assert_eq!(env(&[("LANG", "en_US.UTF-8")]).language(None), Lang::En);
        assert_eq!(env(&[("LC_ALL", ""), ("LANG", "en_US.UTF-8")]).language(None), Lang::En);
        assert_eq!(env(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")]).language(None), Lang::Zh);
        assert_eq!(env(&[("OPSCTL_LANG", "zh"), ("LANG", "en_US.UTF-8")]).language(None), Lang::Zh);
        assert_eq!(env(&[("OPSCTL_LANG", "zh")]).language(Some(Lang::En)), Lang::En);
    }

    #[test]
    fn values_of_variables_never_show() {
        let text = format!("{:?}", env(&[("DB_PASSWORD", "tiger#2026")]));
        assert!(text.contains("DB_PASSWORD") && !text.contains("tiger"));
    }

    #[test]
    fn ssh_is_told_who_runs_it() {
        let user = env(&[("SUDO_USER", "zhang"), ("LOGNAME", "root"), ("HOME", "/root"), ("SSH_AUTH_SOCK", "/tmp/a")]).local_user();
        assert_eq!(user, LocalUser { name: Some("root".into()), home: Some("/root".into()), agent: Some("/tmp/a".into()) });
        assert_eq!(env(&[]).local_user(), LocalUser::default());
    }

    #[test]
    fn who_called_sudo_is_the_person() {
        let login = env(&[("SUDO_USER", "zhang"), ("LOGNAME", "root"), ("USER", "root")]).login;
        assert_eq!(login.map(|l| (l.value, l.origin.to_string())), Some(("zhang".into(), "SUDO_USER".into())));
    }
}
