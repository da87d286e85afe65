//! A folder on a host that holds a part.

use std::path::{Component, Path, PathBuf};

use super::super::origin::{Origin, Sourced};
use super::super::reader::{Reader, good_name};
use super::{Known, needs, program};
use crate::error::{Error, Kind};
use crate::model::TargetKind;
use crate::model::release::{Place, Way};
use crate::text::Msg;

pub(crate) const KEYS: &[&str] = &["name", "part", "host", "root", "state", "way", "url", "stop", "start", "seconds"];
const WAYS: &[(&str, Way)] = &[("agent", Way::Agent), ("sftp", Way::Sftp)];

/// Folders of the system: neither they nor what is in those that end with `/` is ever a root.
const SYSTEM: &[&str] = &[
    "/",
    "/bin/",
    "/boot/",
    "/dev/",
    "/etc",
    "/etc/ssh/",
    "/etc/pam.d/",
    "/home",
    "/lib/",
    "/lib32/",
    "/lib64/",
    "/lost+found/",
    "/media",
    "/mnt",
    "/opt",
    "/proc/",
    "/root",
    "/root/.ssh/",
    "/run/",
    "/sbin/",
    "/srv",
    "/sys/",
    "/tmp",
    "/usr",
    "/usr/bin/",
    "/usr/include/",
    "/usr/lib/",
    "/usr/lib32/",
    "/usr/lib64/",
    "/usr/libexec/",
    "/usr/local",
    "/usr/local/bin",
    "/usr/local/lib",
    "/usr/sbin/",
    "/usr/share",
    "/var",
    "/var/cache",
    "/var/lib",
    "/var/log",
    "/var/run/",
    "/var/spool",
    "/var/tmp",
];
/// Folders of which servers take every folder for an application: of Tomcat and Jetty; of WebLogic and GlassFish.
const DEPLOYED: &[&str] = &["webapps", "autodeploy"];
const STATE: &str = "/u01/tomcat/.opsctl-zs （在 root 旁边，不在 webapps 里 / not where a server deploys what it finds）";
const ROOT: &str = "/u01/app/… （绝对路径，不含 ..，不是系统目录 / absolute, without .., no folder of the system）";

/// A place; its origin is where its table begins.
pub(super) fn read(origin: &Origin, table: &Reader<'_>, known: &Known<'_>) -> Option<Sourced<Place>> {
    table.only(KEYS);
    needs(table, origin, "part", "part = \"app\"");
    needs(table, origin, "root", "root = \"/u01/app/…\"");
    let part = named(table, "part");
    let host = table.text("host").map(|host| host.value);
    if let Some(host) = host.as_ref().filter(|host| !known.hosts.contains(&host.as_str())) {
        let msg = Msg::ConfigNoTarget { place: origin.to_string(), name: host.clone(), kind: TargetKind::Host.as_str().into() };
        table.problems.add(origin, Error::new(Kind::Config, msg).near(host, known.hosts.iter().copied()));
    }
    let root = folder(table, "root");
    let state = if table.entry("state").is_some() { folder(table, "state") } else { root.as_deref().and_then(beside) };
    if let Some(entry) = table.entry("state").filter(|_| state.as_ref().is_some_and(|state| state.parent().is_some_and(deploys))) {
        table.wrong_value(entry, STATE);
    }
    let way = table.choice("way", WAYS).map(|way| way.value).unwrap_or_default();
    if let (Way::Sftp, None, Some(entry)) = (way, &host, table.entry("way")) {
        table.wrong_value(entry, "\"agent\"（本机不用 SFTP；SFTP 要写 host / SFTP is for another host: host = \"…\"）");
    }
    for key in ["stop", "start"] {
        if let (Way::Sftp, Some(entry)) = (way, table.entry(key)) {
            table.wrong_value(entry, "way = \"agent\"（SFTP 不能运行程序 / SFTP runs no program）");
        }
    }
    let url = table.text("url").map(|url| url.value);
    if let Some(entry) = table.entry("url").filter(|_| url.as_ref().is_some_and(|url| !super::verify::is_address(url))) {
        table.wrong_value(entry, "\"http://127.0.0.1:8080\"");
    }
    let name = if table.entry("name").is_some() { named(table, "name") } else { host.clone().or_else(|| part.clone()) };
    let (stop, start) = (program(table, "stop"), program(table, "start"));
    let seconds = table.count("seconds", 1..=86_400).map_or(120, |n| n.value);
    let place = Place {
        name: name?,
        part: part?,
        host,
        root: root?,
        state: state?,
        way,
        url: url.unwrap_or_default(),
        stop: stop.unwrap_or_default(),
        start: start.unwrap_or_default(),
        seconds,
    };
    Some(Sourced::new(place, origin.clone()))
}

/// A word that goes into paths and records.
fn named(table: &Reader<'_>, key: &str) -> Option<String> {
    let name = table.text(key)?;
    if !good_name(&name.value) {
        table.problems.config(&name.origin, |place| Msg::ConfigName { place, name: format!("{:?}", name.value) });
        return None;
    }
    Some(name.value)
}

/// A folder that is not one of the system's. It need not be on this machine, so nothing is looked at.
fn folder(table: &Reader<'_>, key: &str) -> Option<PathBuf> {
    let text = table.text(key)?.value;
    let path: PathBuf = Path::new(&text).components().collect();
    let plain = path.is_absolute() && path.components().all(|part| matches!(part, Component::RootDir | Component::Normal(_)));
    if !plain || text.contains(char::is_control) || of_system(&path) {
        table.wrong_value(table.entry(key)?, ROOT);
        return None;
    }
    Some(path)
}

fn of_system(path: &Path) -> bool {
    SYSTEM.iter().any(|folder| match folder.strip_suffix('/') {
        Some(whole) if !whole.is_empty() => path.starts_with(whole),
        _ => path == Path::new(folder),
    })
}

/// Beside the root, hidden, and out of what a server deploys: `/u01/tomcat/.opsctl-zs` of `/u01/tomcat/webapps/zs`.
fn beside(root: &Path) -> Option<PathBuf> {
    let mut name = std::ffi::OsString::from(".opsctl-");
    name.push(root.file_name()?);
    let above = root.ancestors().skip(1).find(|above| !deploys(above))?;
    Some(above.join(name))
}

/// Whether an application server takes whatever lies in the folder for an application, and serves it to everybody.
fn deploys(folder: &Path) -> bool {
    folder.file_name().and_then(|name| name.to_str()).is_some_and(|name| DEPLOYED.contains(&name))
}

/// Keys and values for `config show`.
pub(super) fn shown(place: &Place) -> Vec<(&'static str, String)> {
    let way = WAYS.iter().find(|(_, way)| *way == place.way).map_or("", |(word, _)| word);
    let all = [
        ("part", place.part.clone()),
        ("host", place.host.clone().unwrap_or_default()),
        ("root", place.root.display().to_string()),
        ("state", place.state.display().to_string()),
        ("way", if place.host.is_some() { way.into() } else { String::new() }),
        ("url", place.url.clone()),
        ("stop", place.stop.join(" ")),
        ("start", place.start.join(" ")),
        ("seconds", place.seconds.to_string()),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
