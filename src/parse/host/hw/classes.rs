//! Lines of a system log → what they mean. Data: the first pattern that fits decides; a line that none fits is no matter of hardware.
//!
//! Collected from kernel sources (drivers/ata, scsi, nvme, edac, pci/pcie/aer, md) and the messages of smartd, multipathd, mcelog.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input};
use regex_automata::meta::Regex;
use regex_automata::util::syntax;
use regex_automata::{MatchKind, PatternSet};
use regex_syntax::hir::{Hir, HirKind};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A fault of a device: somebody must be told.
    Hardware,
    /// Worth reading; no broken device.
    Note,
    /// Looks like one of the above and is none.
    Quiet,
}
use Class::{Hardware, Note, Quiet};

/// What one kind of line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub class: Class,
    pub zh: &'static str,
    pub en: &'static str,
}

const fn means(class: Class, zh: &'static str, en: &'static str) -> Meaning {
    Meaning { class, zh, en }
}

/// Pattern (without case) → meaning.
#[rustfmt::skip]
const TABLE: &[(&str, Meaning)] = &[
    (r"^(kernel )?command line: |temperature/speed normal|link is up|checker reports path is up|: reinstated|SATA link down \(SStatus [04] |decoding enabled|firmware first mode", means(Quiet, "", "")),
    (r"I/O error,? (on )?dev(ice)? (fd|sr|loop|nbd)\d", means(Note, "软驱、光驱或环回设备读不出介质", "A floppy, CD or loop device has no readable medium")),
    (r"AER: (multiple )?corrected error|severity=corrected", means(Note, "PCIe 已纠正的错误", "PCIe error, corrected")),
    (r"SMART (prefailure|usage) attribute: .* changed from", means(Note, "硬盘 SMART 属性变化", "A SMART attribute of a disk changed")),
    (r"(mpt\dsas|mptbase).*log_?info", means(Note, "SAS 卡日志信息", "Log information of a SAS adapter")),
    (r"temperature above threshold|critical temperature reached|overheat", means(Hardware, "温度过高，已降频或将关机", "Too hot: throttled or about to power off")),
    (r"PCIe bus error|AER:.*(uncorrected|fatal)|pciehp.*(link down|card not present|power fault)", means(Hardware, "PCIe 总线错误", "PCIe bus error")),
    (r"EDAC .*\b(CE|UE)\b|EDAC .*error|\bECC error|uncorrectable ECC|corrected memory error|memory failure: 0x|offlining page", means(Hardware, "内存 ECC 错误", "Memory (ECC) error")),
    (r"\[hardware error\]|machine check (exception|events? logged)|CMCI storm|this is not a software error", means(Hardware, "处理器或内存硬件错误（MCE）", "Machine check (processor or memory)")),
    (r"NMI: (IOCK|PCI system) error|NMI received for unknown reason", means(Hardware, "不可屏蔽中断，疑似硬件故障", "Non-maskable interrupt, probably hardware")),
    (r"sense key ?: ?(medium|hardware) error|unrecovered read error|critical medium error|\berror: \{ |error=0x[0-9a-f]+ \{ ", means(Hardware, "磁盘介质错误，有坏扇区", "Medium error: bad sectors on a disk")),
    (r"\bata\d+(\.\d+)?: (failed command|exception emask|SError|hard resetting link|COMRESET failed|link is slow|limiting SATA)", means(Hardware, "SATA 磁盘或链路错误", "SATA disk or link error")),
    (r"nvme.*(resetting controller|will reset|controller is down|timeout, (aborting|reset|completion)|abort status|device not ready)", means(Hardware, "NVMe 盘超时或复位", "NVMe drive timed out or was reset")),
    (r"remounting filesystem read-only|EXT[234]-fs error|XFS.*(corruption|log I/O error|shutting down|force_shutdown)|aborting journal|JBD2?: .*error", means(Hardware, "文件系统因存储错误损坏或变为只读", "File system damaged or read-only after storage errors")),
    (r"I/O error,? (on )?(logical block|dev)|buffer I/O error|rejecting I/O to (offline|dead) device|metadata I/O error|end_request: (I/O|critical)|blk_update_request: .*error|lost page write|critical (target|nexus) error|device offlined", means(Hardware, "磁盘读写错误", "Disk I/O error")),
    (r"unhandled (error|sense) code|FAILED result:|attempting task abort|timing out command", means(Hardware, "SCSI 命令失败或超时", "SCSI command failed or timed out")),
    (r"failing path|mark as failed|checker failed path|remaining active paths: 0|checker reports path is down", means(Hardware, "多路径中有路径失效", "A path of a multipath device failed")),
    (r"LOOP DOWN detected|link down event|FC remote port time ?out|ISP system error|adapter heartbeat failure", means(Hardware, "光纤通道链路或 HBA 卡故障", "Fibre Channel link or adapter failed")),
    (r"NIC (\w+ )*link is down|: link (is )?down|link status definitely down|transmit queue \d+ timed out|tx unit hang|lost carrier|cable (disconnected|connection)", means(Hardware, "网卡链路断开或网卡挂起", "Network link down or adapter hung")),
    (r"disk failure on|kicking non-fresh|not enough operational mirrors|degraded|fail event on|predictive failure|(mega_?raid|megasas|hpsa|cciss|smartpqi|aacraid|mpt\dsas|mptbase|3w-).*(fault|fatal|failed|failure|offline|resetting|lockup)|is now (offline|failed|partially)", means(Hardware, "RAID 卡或阵列故障", "RAID adapter or array fault")),
    (r"FAILED SMART|SMART failure|currently unreadable|offline uncorrectable|ATA error count increased|self-test log error count increased", means(Hardware, "硬盘 SMART 预警，应更换", "SMART warns of a disk: replace it")),
    (r"power supply.*(fail|lost|error)|\bPSU\b.*fail|\bfan\b.*(fail|fault)|redundancy lost", means(Hardware, "电源或风扇故障", "Power supply or fan failed")),
    (r"SCSI: .*(error|timeout|abort|reset)|LVM: .*(fail|lost|missing|unavailable)|POWERFAILED|diagnostic system warning", means(Hardware, "磁盘、链路或卷组错误（HP-UX）", "Disk, link or volume group error (HP-UX)")),
    (r"out of memory: kill|invoked oom-killer", means(Note, "软件：内存耗尽，系统杀掉了进程", "Software: out of memory, a process was killed")),
    (r"blocked for more than \d+ seconds|soft lockup|hard lockup|rcu.* detected stalls?", means(Note, "软件：进程或处理器长时间无响应，先查存储", "Software: a task or processor hung; look at storage first")),
    (r"kernel BUG|\bOops: |kernel panic|general protection|unable to handle kernel", means(Note, "软件：内核异常", "Software: the kernel failed")),
    (r"segfault at", means(Note, "软件：程序段错误", "Software: a program crashed")),
];

/// All patterns. (A test sees that they compile.)
static PATTERNS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let patterns: Vec<&str> = TABLE.iter().map(|(pattern, _)| *pattern).collect();
    let every = Regex::config().match_kind(MatchKind::All).utf8_empty(false);
    // Kernels write ASCII: a `\d` of all scripts, and letters that fold to `k`, would only make it learn more.
    let ascii = syntax::Config::new().case_insensitive(true).unicode(false).utf8(false);
    Regex::builder().configure(every).syntax(ascii).build_many(&patterns).ok()
});

/// Words of which one stands in every line that a pattern fits, without case. Most lines mean nothing, and a log has a hundred thousand:
/// that none of these stands in them is known several times as fast.
static NEEDLES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut all = BTreeSet::new();
    for (pattern, _) in TABLE.iter().filter(|(_, meaning)| meaning.class != Quiet) {
        all.extend(needles(&regex_syntax::parse(pattern).ok()?)?.into_iter().map(|needle| needle.to_ascii_lowercase()));
    }
    // Where `error` is looked for, `I/O error` need not be.
    let needed = |one: &&String| !all.iter().any(|other| other != *one && one.contains(other));
    AhoCorasick::builder().ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(all.iter().filter(needed)).ok()
});

/// Texts of which one is in whatever the pattern fits: as long ones as there are. `None` when there are none.
fn needles(pattern: &Hir) -> Option<Vec<String>> {
    match pattern.kind() {
        HirKind::Literal(literal) => Some(vec![String::from_utf8(literal.0.to_vec()).ok()?]),
        HirKind::Capture(capture) => needles(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needles(&repetition.sub),
        HirKind::Alternation(any) => Some(any.iter().map(needles).collect::<Option<Vec<_>>>()?.concat()),
        HirKind::Concat(every) => every.iter().filter_map(needles).max_by_key(|found| found.iter().map(String::len).min()),
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => None,
    }
}

/// The lines of a text that may mean something: few.
pub(super) fn candidates(text: &str) -> Vec<&str> {
    let Some(needles) = NEEDLES.as_ref() else { return text.lines().collect() };
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(hit) = needles.find(Input::new(text).range(from..).earliest(true)) {
        let begin = memchr::memrchr(b'\n', &text.as_bytes()[..hit.end()]).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', &text.as_bytes()[hit.end()..]).map_or(text.len(), |at| hit.end() + at);
        found.extend(text.get(begin..end));
        from = end + 1;
        if from >= text.len() {
            break;
        }
    }
    found
}

/// What a line of a kernel or hardware daemon means; `None` when it is no matter of hardware.
pub(super) fn meaning(line: &str) -> Option<&'static Meaning> {
    if NEEDLES.as_ref().is_some_and(|needles| !needles.is_match(line)) {
        return None;
    }
    let mut found = PatternSet::new(TABLE.len());
    PATTERNS.as_ref()?.which_overlapping_matches(&line.into(), &mut found);
    let first = found.iter().next()?;
    TABLE.get(first.as_usize()).map(|(_, meaning)| meaning).filter(|m| m.class != Quiet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(PATTERNS.as_ref().unwrap().pattern_len(), TABLE.len());
    }

    #[test]
    fn every_pattern_has_needles_that_most_lines_have_not() {
        for (pattern, _) in TABLE {
            let needles = needles(&regex_syntax::parse(pattern).unwrap()).unwrap_or_default();
            assert!(!needles.is_empty() && needles.iter().all(|n| n.len() >= 3 && n.is_ascii()), "{pattern}: {needles:?}");
        }
        let of = |pattern| needles(&regex_syntax::parse(pattern).unwrap());
        let texts = |all: &[&str]| Some(all.iter().map(|&n| n.to_owned()).collect());
        assert_eq!(of(r"EDAC .*\b(CE|UE)\b|(fan )+x?"), texts(&["EDAC ", "fan "]));
        assert_eq!(of(r"mpt\dsas.*log_?info"), texts(&["info"]));
        assert_eq!((of(r"a|\d+"), of(r"(a )?")), (None, None), "nothing that must be there");
    }

    #[test]
    fn lines_that_may_mean_something_are_found_in_a_text() {
        let text = "eth0: up\nsda: 磁盘\nmd0: Disk failure on sdb1\n\nLOOP down detected\nnothing";
        assert_eq!(candidates(text), ["md0: Disk failure on sdb1", "LOOP down detected"]);
        assert_eq!(candidates("x\nsegfault at"), ["segfault at"]);
        assert_eq!(candidates("segfault at\n"), ["segfault at"]);
        assert!(candidates("").is_empty() && candidates("\n").is_empty());
    }

    #[test]
    fn lines_and_what_they_mean() {
        for (line, zh) in [
            ("blk_update_request: I/O error, dev sdc, sector 4096", "磁盘读写错误"),
            ("end_request: I/O error, dev sda, sector 1234", "磁盘读写错误"),
            ("Buffer I/O error on device dm-3, logical block 0", "磁盘读写错误"),
            ("Buffer I/O error on dev sdb1, logical block 17, lost async page write", "磁盘读写错误"),
            ("sd 0:0:1:0: rejecting I/O to offline device", "磁盘读写错误"),
            ("sd 0:2:0:0: [sda] tag#3 Sense Key : Medium Error [current]", "磁盘介质错误，有坏扇区"),
            ("ata1.00: failed command: READ FPDMA QUEUED", "SATA 磁盘或链路错误"),
            ("ata1.00: error: { UNC }", "磁盘介质错误，有坏扇区"),
            ("hda: dma_intr: error=0x40 { UncorrectableError }, LBAsect=1", "磁盘介质错误，有坏扇区"),
            ("nvme nvme0: I/O 24 QID 3 timeout, aborting", "NVMe 盘超时或复位"),
            ("nvme nvme0: controller is down; will reset: CSTS=0x3", "NVMe 盘超时或复位"),
            ("pcieport 0000:00:03.0: PCIe Bus Error: severity=Uncorrected (Non-Fatal), type=Transaction Layer", "PCIe 总线错误"),
            ("pcieport 0000:00:03.0: AER: Uncorrected (Fatal) error received: id=0018", "PCIe 总线错误"),
            ("pcieport 0000:00:1c.5: PCIe Bus Error: severity=Corrected, type=Physical Layer", "PCIe 已纠正的错误"),
            ("EDAC MC0: 1 CE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0", "内存 ECC 错误"),
            ("mce: [Hardware Error]: Machine check events logged", "处理器或内存硬件错误（MCE）"),
            ("{1}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 0", "处理器或内存硬件错误（MCE）"),
            ("CPU3: Core temperature above threshold, cpu clock throttled (total events = 1)", "温度过高，已降频或将关机"),
            ("Uhhuh. NMI received for unknown reason 3d on CPU 0.", "不可屏蔽中断，疑似硬件故障"),
            ("device-mapper: multipath: Failing path 8:32.", "多路径中有路径失效"),
            ("sdc: mark as failed", "多路径中有路径失效"),
            ("mpatha: remaining active paths: 0", "多路径中有路径失效"),
            ("bnx2 0000:03:00.0: eth0: NIC Copper Link is Down", "网卡链路断开或网卡挂起"),
            ("tg3 0000:02:00.0: eth1: Link is down", "网卡链路断开或网卡挂起"),
            ("bond0: (slave eth1): link status definitely down, disabling slave", "网卡链路断开或网卡挂起"),
            ("qla2xxx [0000:0d:00.0]-500b:1: LOOP DOWN detected (2 7 0 0).", "光纤通道链路或 HBA 卡故障"),
            ("md/raid1:md0: Disk failure on sdb1, disabling device.", "RAID 卡或阵列故障"),
            ("megaraid_sas 0000:03:00.0: 2344 (615/0x0001/CRIT) - VD 00/0 is now DEGRADED", "RAID 卡或阵列故障"),
            ("megaraid_sas 0000:03:00.0: FW in FAULT state!!", "RAID 卡或阵列故障"),
            ("mpt2sas0: log_info(0x31080000): originator(PL), code(0x08), sub_code(0x0000)", "SAS 卡日志信息"),
            ("Device: /dev/sda [SAT], 8 Currently unreadable (pending) sectors", "硬盘 SMART 预警，应更换"),
            ("Device: /dev/sda, FAILED SMART self-check. BACK UP DATA NOW!", "硬盘 SMART 预警，应更换"),
            ("Device: /dev/sda [SAT], SMART Prefailure Attribute: 1 Raw_Read_Error_Rate changed from 117 to 118", "硬盘 SMART 属性变化"),
            ("blk_update_request: I/O error, dev fd0, sector 0", "软驱、光驱或环回设备读不出介质"),
            ("EXT4-fs (dm-0): Remounting filesystem read-only", "文件系统因存储错误损坏或变为只读"),
            ("SCSI: Read error -- dev: b 31 0x022000, errno: 126, resid: 2048", "磁盘、链路或卷组错误（HP-UX）"),
            ("LVM: vg[0]: pvnum=1 (dev_t=0x1f022000) is POWERFAILED", "磁盘、链路或卷组错误（HP-UX）"),
            ("Out of memory: Kill process 2592 (java) score 402 or sacrifice child", "软件：内存耗尽，系统杀掉了进程"),
            ("INFO: task oracle:1234 blocked for more than 120 seconds.", "软件：进程或处理器长时间无响应，先查存储"),
        ] {
            assert_eq!(meaning(line).map(|m| m.zh), Some(zh), "{line}");
        }
        for quiet in [
            "CPU3: Core temperature/speed normal",
            "e1000e: eth0 NIC Link is Up 1000 Mbps Full Duplex",
            "IPv6: ADDRCONF(NETDEV_UP): eth0: link is not ready",
            "ata2: SATA link down (SStatus 0 SControl 300)",
            "Kernel command line: quiet panic=1 rcupdate.rcu_cpu_stall_cputime=1",
            "mce: CPU supports 20 MCE banks",
            "MCE: In-kernel MCE decoding enabled.",
            "EDAC MC: Ver: 3.0.0",
            "GHES: APEI firmware first mode is enabled by APEI bit.",
            "pcieport 0000:00:1c.0: AER: enabled with IRQ 24",
            "megaraid_sas 0000:03:00.0: FW now in Ready state",
            "hpsa 0000:03:00.0: Physical aborts not supported",
            "EXT4-fs (sda1): mounted filesystem with ordered data mode",
            "mpatha: remaining active paths: 2",
            "PCI: Ignoring BIOS host bridge windows",
            "audit: initializing netlink socket (disabled)",
        ] {
            assert_eq!(meaning(quiet), None, "{quiet}");
        }
    }
}
