//! `df -iP`, `df -kv` of AIX, `bdf -i` of HP-UX → inodes in use, one row a file system.
//!
//! Where a file system makes inodes as they are needed (btrfs, vfat, NFS), commands print 0 or `-`: no figure, and no finding.

use super::df::once_a_device;
use super::grid;
use super::mtab::{Mounts, Role, mounted, role};
use super::text::text;
use super::{Input, ParseFault, Parsed};
use crate::model::Value;

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let (mounts, strange) = mounted(input.os, input.part("mounts").unwrap_or_default());
    let mounts = Mounts::of(&mounts);
    let mut parsed = Parsed { strange, ..Parsed::default() };
    for (line, row) in grid::df(input.need("df")?, "df")? {
        let Some(row) = row else {
            parsed.strange.push(line);
            continue;
        };
        let kind = mounts.on(&row.mount).map_or(row.kind.as_str(), |m| m.kind.as_str());
        let role = role(kind, &row.device, &row.mount);
        if matches!(role, Role::Pseudo | Role::Media) {
            continue;
        }
        // busybox gives the figures of inodes under the words of blocks.
        let all = row.get(&["inodes", "inode"]).as_f64();
        let get = |own: &[&str], plain: &str| row.get(own).as_f64().or_else(|| all.and_then(|_| row.get(&[plain]).as_f64()));
        let used = get(&["iused", "已用(i)"], "used");
        let free = get(&["ifree", "可用(i)"], "available");
        let percent = get(&["iuse%", "%iused", "%iuse", "已用(i)%"], "capacity");
        let total = all.or(used.zip(free).map(|(used, free)| used + free));
        // AIX 5.3 prints what is used alone.
        let total = total.or_else(|| Some(used? * 100.0 / percent.filter(|p| *p > 0.0)?));
        let (Some(total), Some(percent)) = (total.filter(|t| *t > 0.0), percent) else { continue };
        let count = |n: f64| super::text::int(&format!("{n:.0}"));
        parsed.rows.push(vec![
            ("mount", text(row.mount)),
            ("device", text(row.device)),
            ("fstype", text(kind)),
            ("role", text(role.as_str())),
            ("inodes", count(total)),
            ("iused", used.map_or(Value::Null, count)),
            ("ifree", count(total - used.unwrap_or(total * percent / 100.0))),
            ("iused_pct", Value::Num(percent)),
        ]);
    }
    parsed.rows = once_a_device(parsed.rows);
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, one, picture};
    use super::*;
    use crate::model::Os;

    #[test]
    fn inodes_are_read_and_none_is_no_figure() {
        let linux = "\
Filesystem      Inodes  IUsed    IFree IUse% Mounted on
/dev/vda      16777216 489417 16287799    3% /
/dev/vda      16777216 489417 16287799    3% /bind
/dev/sdb1            0      0        0     - /btrfs
tmpfs           482666      1   482665    1% /dev/shm
";
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "df", linux).unwrap()), @"
        mount=/ device=/dev/vda fstype= role=disk inodes=16777216 iused=489417 ifree=16287799 iused_pct=3
        mount=/dev/shm device=tmpfs fstype= role=memory inodes=482666 iused=1 ifree=482665 iused_pct=1
        ");
        check_cuts(parse, Os::Linux, "df", linux);
    }

    #[test]
    fn busybox_has_the_words_of_blocks() {
        let text = "Filesystem              Inodes      Used Available Capacity Mounted on\n/dev/vda              16777216    515578  16261638   3% /\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "df", text).unwrap()), @"mount=/ device=/dev/vda fstype= role=disk inodes=16777216 iused=515578 ifree=16261638 iused_pct=3");
        // A table of blocks says nothing of inodes.
        assert_eq!(one(parse, Os::Linux, "df", &text.replace("     Inodes", "1024-blocks")).unwrap(), Parsed::default());
    }

    #[test]
    fn aix_and_hp_ux_have_their_own_columns() {
        let aix = "\
Filesystem    1024-blocks      Used      Free %Used    Iused    Ifree %Iused Mounted on
/dev/hd4          2097152   1005632   1091520   48%    11122   250000     5% /
/proc                   -         -         -    -         -        -     -  /proc
";
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "df", aix).unwrap()), @"mount=/ device=/dev/hd4 fstype= role=disk inodes=261122 iused=11122 ifree=250000 iused_pct=5");
        let old = "Filesystem    1024-blocks      Free %Used    Iused %Iused Mounted on\n/dev/hd4          2097152   1091520   48%    11122     5% /\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "df", old).unwrap()), @"mount=/ device=/dev/hd4 fstype= role=disk inodes=222440 iused=11122 ifree=211318 iused_pct=5");
        let hpux = "\
Filesystem          kbytes    used   avail %used  iused  ifree %iuse Mounted on
/dev/vg00/lvol3    2097152  339960 1743512   16%   3412  54572    6% /
";
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "df", hpux).unwrap()), @"mount=/ device=/dev/vg00/lvol3 fstype= role=disk inodes=57984 iused=3412 ifree=54572 iused_pct=6");
    }
}
