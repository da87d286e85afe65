//! What is mounted against what should be → mounts that are missing, and such as can no longer be written.
//!
//! One row for each line of `/etc/fstab` (`lsfs` of AIX) that is mounted at start, and one for a file system that nobody wants
//! read-only and that is: after an I/O error Linux turns a file system so, and programs fail one after the other.

use std::collections::HashSet;

use super::mtab::{Mount, Mounts, Role, mounted, role, wanted};
use super::text::text;
use super::{Input, ParseFault, Parsed, Row};
use crate::model::{Os, Value};

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let (now, mut strange) = mounted(input.os, input.need("mounts")?);
    if now.is_empty() {
        return Err(ParseFault::Layout("mounts", strange.into_iter().next().unwrap_or_default()));
    }
    let fstab = input.need("fstab")?;
    let (should, more) = wanted(input.os, fstab);
    // `lsfs` has a heading at least, and a Linux without any file system to mount is a container.
    if input.os != Os::Linux && fstab.trim().is_empty() {
        return Err(ParseFault::Layout("fstab", input.errors.lines().next().unwrap_or_default().to_owned()));
    }
    strange.extend(more);
    let (tops, listed) = (Mounts::of(&now), Mounts::of(&should));
    // Devices of which some mount can be written: one that cannot is a bind mount made so on purpose.
    let written: HashSet<&str> = now.iter().filter(|m| !m.has("ro")).map(|m| m.device.as_str()).collect();
    let mut rows: Vec<Row> = Vec::new();
    for want in should.iter().filter(|w| is_mounted_at_start(w)) {
        let here = tops.on(&want.point);
        let state = match here {
            None => "missing",
            Some(here) if here.has("ro") && !want.has("ro") && role(&here.kind, &here.device, &here.point) != Role::Media => "read-only",
            Some(_) => "ok",
        };
        rows.push(row(here.unwrap_or(want), state, Some(want)));
    }
    for here in &now {
        let unknown = listed.on(&here.point).is_none();
        let covered = tops.on(&here.point) != Some(here);
        let bound = written.contains(here.device.as_str());
        let real = role(&here.kind, &here.device, &here.point) == Role::Disk && !here.device.starts_with("/dev/loop");
        if unknown && !covered && !bound && real && here.has("ro") {
            rows.push(row(here, "read-only", None));
        }
    }
    Ok(Parsed { rows, strange, ..Parsed::default() })
}

fn is_mounted_at_start(want: &Mount) -> bool {
    let swap = matches!(want.kind.as_str(), "swap" | "swapfs" | "ignore") || !want.point.starts_with('/');
    let kept = ["noauto", "x-systemd.automount"].iter().any(|o| want.has(o));
    // Discs in a drive are there or not.
    let drive = ["/cdrom", "/floppy"].iter().any(|d| want.point.contains(d)) || role(&want.kind, &want.device, &want.point) == Role::Media;
    let pseudo = matches!(want.kind.as_str(), "proc" | "procfs" | "sysfs" | "devpts" | "devtmpfs" | "autofs" | "usbfs");
    !swap && !kept && !drive && !pseudo
}

fn row(mount: &Mount, state: &str, want: Option<&Mount>) -> Row {
    vec![
        ("mount", text(want.map_or(mount.point.as_str(), |w| w.point.as_str()))),
        ("device", text(mount.device.as_str())),
        ("fstype", text(mount.kind.as_str())),
        ("state", text(state)),
        ("options", if state == "missing" { Value::Null } else { text(mount.options.as_str()) }),
        ("wanted", want.map_or(Value::Null, |w| text(w.options.as_str()))),
        ("optional", Value::Bool(want.is_some_and(|w| w.has("nofail")))),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, picture};
    use super::*;
    use crate::model::Os;

    #[test]
    fn missing_and_read_only_mounts_are_told() {
        let mounts = "\
/dev/sda1 / xfs rw,relatime 0 0
/dev/sdb1 /u01 ext4 ro,relatime 0 0
/dev/sdc1 /arch xfs ro 0 0
/dev/sda1 /srv/jail xfs ro 0 0
/dev/loop0 /snap/x/1 squashfs ro 0 0
/dev/sdd1 /shared ext4 ro 0 0
tmpfs /run tmpfs ro 0 0
";
        let fstab = "\
# a comment
UUID=1 / xfs defaults 0 0
/dev/sdb1 /u01 ext4 defaults 1 2
/dev/sdc1 /arch/ xfs ro 0 0
nas:/b /backup nfs rw,nofail 0 0
nas:/c /c nfs noauto 0 0
/dev/sr0 /mnt/cdrom iso9660 ro 0 0
/dev/sda2 swap swap defaults 0 0
tmpfs
";
        let parsed = many(parse, Os::Linux, &[("mounts", mounts), ("fstab", fstab)]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        mount=/ device=/dev/sda1 fstype=xfs state=ok options=rw,relatime wanted=defaults optional=false
        mount=/u01 device=/dev/sdb1 fstype=ext4 state=read-only options=ro,relatime wanted=defaults optional=false
        mount=/arch/ device=/dev/sdc1 fstype=xfs state=ok options=ro wanted=ro optional=false
        mount=/backup device=nas:/b fstype=nfs state=missing options= wanted=rw,nofail optional=true
        mount=/shared device=/dev/sdd1 fstype=ext4 state=read-only options=ro wanted= optional=false
        strange: tmpfs
        ");
        check_cuts(parse, Os::Linux, "mounts", mounts);
        assert!(many(parse, Os::Linux, &[("mounts", "")]).is_err());
        // A container has nothing to mount. AIX always has; `lsfs` that prints nothing could not look.
        assert!(many(parse, Os::Linux, &[("mounts", mounts), ("fstab", "")]).is_ok());
        let aix = "  node  mounted  mounted over  vfs  date  options\n-------- ---\n         /dev/hd4  /  jfs2  Sep 06 11:46 rw\n";
        assert!(many(parse, Os::Aix, &[("mounts", aix), ("fstab", "")]).is_err());
    }
}
