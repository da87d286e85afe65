//! What is mounted, and what should be: `/proc/mounts`, `/etc/fstab`, `mount -p` (HP-UX), `mount` and `lsfs -c` (AIX).

use std::collections::HashMap;

use super::logtime::month;
use crate::model::Os;

/// One mount.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Mount {
    pub device: String,
    pub point: String,
    pub kind: String,
    pub options: String,
}

impl Mount {
    pub(super) fn has(&self, option: &str) -> bool {
        self.options.split(',').any(|o| o == option)
    }
}

/// Mounts by their point, on which the newest lies on top.
#[derive(Debug)]
pub(super) struct Mounts<'a>(HashMap<&'a str, &'a Mount>);

impl<'a> Mounts<'a> {
    pub(super) fn of(mounts: &'a [Mount]) -> Self {
        Self(mounts.iter().map(|mount| (plain(&mount.point), mount)).collect())
    }

    /// The mount that is on top of a point.
    pub(super) fn on(&self, point: &str) -> Option<&'a Mount> {
        self.0.get(plain(point)).copied()
    }
}

/// `/u01/` is `/u01`.
fn plain(point: &str) -> &str {
    if point.len() > 1 { point.trim_end_matches('/') } else { point }
}

/// What a file system is to an inspector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Disk,
    Network,
    /// tmpfs: it counts as memory.
    Memory,
    /// Full by nature: discs and images that cannot be written.
    Media,
    /// /proc and its like: no storage.
    Pseudo,
}

impl Role {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Disk => "disk",
            Self::Network => "network",
            Self::Memory => "memory",
            Self::Media => "media",
            Self::Pseudo => "pseudo",
        }
    }
}

const NETWORK: &[&str] = &[
    "nfs",
    "nfs2",
    "nfs3",
    "nfs4",
    "stnfs",
    "cifs",
    "smb3",
    "smbfs",
    "smbf",
    "ncpfs",
    "afs",
    "ceph",
    "lustre",
    "glusterfs",
    "9p",
    "davfs",
    "beegfs",
    "fuse.sshfs",
    "fuse.glusterfs",
    "fuse.ceph",
    "fuse.davfs2",
    "fuse.s3fs",
    "fuse.rclone",
];
const MEDIA: &[&str] =
    &["iso9660", "udf", "udfs", "cdfs", "cdrfs", "squashfs", "cramfs", "romfs", "erofs", "fuse.squashfuse", "fuse.snapfuse"];
const MEMORY: &[&str] = &["tmpfs", "ramfs", "shm"];
const PSEUDO: &[&str] = &[
    "proc",
    "procfs",
    "sysfs",
    "devtmpfs",
    "devpts",
    "devfs",
    "cgroup",
    "cgroup2",
    "cgroup2fs",
    "securityfs",
    "selinuxfs",
    "debugfs",
    "tracefs",
    "pstore",
    "efivarfs",
    "bpf",
    "configfs",
    "fusectl",
    "mqueue",
    "hugetlbfs",
    "binfmt_misc",
    "autofs",
    "rpc_pipefs",
    "nfsd",
    "nsfs",
    "ahafs",
    "overlay",
    "aufs",
    "namefs",
    "lofs",
    "udev",
    "none",
    "fuse.gvfsd-fuse",
    "fuse.portal",
    "fuse.lxcfs",
    "swap",
    "swapfs",
];
/// Where container runtimes mount things of their own.
const CONTAINERS: &[&str] =
    &["/var/lib/docker/", "/var/lib/containers/", "/var/lib/kubelet/pods/", "/run/containerd/", "/run/docker/", "/sys/", "/proc/"];

/// By type, else (where nothing tells the type) by the name that such devices have.
pub(super) fn role(kind: &str, device: &str, point: &str) -> Role {
    let word = if kind.is_empty() { device } else { kind };
    let within = |list: &[&str]| list.contains(&word);
    let virtual_one = within(MEMORY) || within(PSEUDO);
    if virtual_one && CONTAINERS.iter().any(|c| point.starts_with(c)) {
        return Role::Pseudo;
    }
    match () {
        () if within(NETWORK) => Role::Network,
        () if kind.is_empty() && !device.starts_with('/') && device.contains(":/") => Role::Network,
        () if within(MEDIA) => Role::Media,
        () if within(MEMORY) => Role::Memory,
        // The root of a container is where its programs write.
        () if word == "overlay" && point == "/" => Role::Disk,
        () if within(PSEUDO) => Role::Pseudo,
        () => Role::Disk,
    }
}

/// What is mounted now; lines that are none come second.
pub(super) fn mounted(os: Os, text: &str) -> (Vec<Mount>, Vec<String>) {
    let read = if os == Os::Aix { aix } else { fstab_line };
    let lines = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#'));
    // The heading of AIX and the rule under it.
    let lines = lines.filter(|l| os != Os::Aix || !(l.trim_start().starts_with("node ") || l.starts_with("---")));
    split(lines.map(|line| (line, read(line))))
}

/// What should be mounted: `/etc/fstab`, or `lsfs -c` of AIX.
pub(super) fn wanted(os: Os, text: &str) -> (Vec<Mount>, Vec<String>) {
    let lines = text.lines().filter(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#'));
    let read = if os == Os::Aix { lsfs } else { fstab_line };
    split(lines.map(|line| (line, read(line))))
}

fn split<'a>(lines: impl Iterator<Item = (&'a str, Option<Mount>)>) -> (Vec<Mount>, Vec<String>) {
    let (mut found, mut strange) = (Vec::new(), Vec::new());
    for (line, mount) in lines {
        match mount {
            Some(mount) => found.push(mount),
            None => strange.push(line.to_owned()),
        }
    }
    (found, strange)
}

/// `device point type options 0 0`; spaces are written `\040`.
fn fstab_line(line: &str) -> Option<Mount> {
    let mut words = line.split_whitespace().map(unescaped);
    let (device, point, kind) = (words.next()?, words.next()?, words.next()?);
    // Swap is mounted nowhere, whatever stands for that: `none`, `swap`, `...`.
    if !point.starts_with('/') && !matches!(kind.as_str(), "swap" | "swapfs" | "dump" | "ignore") {
        return None;
    }
    Some(Mount { device, point, kind, options: words.next().unwrap_or_default() })
}

fn unescaped(word: &str) -> String {
    if word.contains('\\') {
        word.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
    } else {
        word.to_owned()
    }
}

/// `[node] device point type Mon DD HH:MM [options]`: found from the date.
fn aix(line: &str) -> Option<Mount> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let date = words.windows(3).position(|w| month(w[0]).is_some() && w[1].parse::<u8>().is_ok() && w[2].contains(':'))?;
    let back = |n: usize| date.checked_sub(n).and_then(|i| words.get(i)).copied();
    let (kind, point, device) = (back(1)?, back(2)?, back(3)?);
    let device = back(4).map_or_else(|| device.to_owned(), |node| format!("{node}:{device}"));
    let options = words.get(date + 3).copied().unwrap_or_default();
    Some(Mount { device, point: point.to_owned(), kind: kind.to_owned(), options: options.to_owned() })
}

/// `MountPoint:Device:Vfs:Nodename:Type:Size:Options:AutoMount:Acct`; what is not mounted at start has the option `noauto` here.
fn lsfs(line: &str) -> Option<Mount> {
    let cells: Vec<&str> = line.split(':').map(str::trim).collect();
    let [point, device, kind, node, _, _, options, auto, ..] = cells[..] else { return None };
    let device = if node.is_empty() { device.to_owned() } else { format!("{node}:{device}") };
    let auto = matches!(auto, "yes" | "true" | "automatic");
    let options = [options, if auto { "" } else { "noauto" }].iter().filter(|o| !o.is_empty()).copied().collect::<Vec<_>>().join(",");
    point.starts_with('/').then(|| Mount { device, point: point.to_owned(), kind: kind.to_owned(), options })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(mounts: &[Mount]) -> String {
        mounts.iter().map(|m| format!("{} | {} | {} | {}\n", m.device, m.point, m.kind, m.options)).collect()
    }

    #[test]
    fn mounts_of_each_system_are_read() {
        let aix = "  node       mounted        mounted over    vfs       date        options      
-------- ---------------  ---------------  ------ ------------ --------------- 
         /dev/hd4         /                jfs2   Sep 06 11:46 rw,log=/dev/hd8 
         AFS              /afs             afs    Sep 06 11:47                 
nas1     /export          /remote          nfs3   Sep 06 11:49 hard,intr
strange
";
        let (found, strange) = mounted(Os::Aix, aix);
        insta::assert_snapshot!(picture(&found), @"
        /dev/hd4 | / | jfs2 | rw,log=/dev/hd8
        AFS | /afs | afs | 
        nas1:/export | /remote | nfs3 | hard,intr
        ");
        assert_eq!(strange, ["strange"]);
        let (found, _) = mounted(Os::Linux, "/dev/sda1 /data\\040one xfs rw,noatime 0 0\n");
        insta::assert_snapshot!(picture(&found), @"/dev/sda1 | /data one | xfs | rw,noatime");
        let lsfs = "#MountPoint:Device:Vfs:Nodename:Type:Size:Options:AutoMount:Acct\n/:/dev/hd4:jfs2::bootfs:4194304:rw:yes:no\n/tape:/export:nfs:nas1::::no:no\n";
        let (found, _) = wanted(Os::Aix, lsfs);
        insta::assert_snapshot!(picture(&found), @"
        /dev/hd4 | / | jfs2 | rw
        nas1:/export | /tape | nfs | noauto
        ");
    }

    #[test]
    fn a_type_says_what_a_file_system_is() {
        for (kind, device, point, role) in [
            ("ext4", "/dev/sda1", "/", Role::Disk),
            ("vxfs", "/dev/vg00/lvol3", "/", Role::Disk),
            ("nfs4", "nas:/x", "/x", Role::Network),
            ("", "nas:/x", "/x", Role::Network),
            ("fuse.sshfs", "u@h:/", "/x", Role::Network),
            ("squashfs", "/dev/loop1", "/snap/core/1", Role::Media),
            ("tmpfs", "tmpfs", "/tmp", Role::Memory),
            ("tmpfs", "tmpfs", "/sys/fs/cgroup", Role::Pseudo),
            ("overlay", "overlay", "/", Role::Disk),
            ("overlay", "overlay", "/var/lib/docker/overlay2/1/merged", Role::Pseudo),
            ("", "devtmpfs", "/dev", Role::Pseudo),
            ("", "/dev/sda1", "/boot", Role::Disk),
        ] {
            assert_eq!(super::role(kind, device, point), role, "{kind} {device} {point}");
        }
    }
}
