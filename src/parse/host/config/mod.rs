//! The configuration sheet of a host → rows `item`, `value`.
//!
//! A sheet is compared with the one that a person accepted, so nothing that moves by itself is on it: no free memory, no addresses
//! that a cluster moves, no names that a restart gives anew. Passwords are never read.

mod hardware;
mod network;
mod software;

use super::text::text;
use super::{Input, ParseFault, Parsed};

/// Key of the probe → what the sheet calls it.
const LABELS: &[(&str, &str)] = &[
    ("hostname", "主机名 hostname"),
    ("os", "操作系统 system"),
    ("release", "发行版 release"),
    ("kernel", "内核 kernel"),
    ("arch", "架构 architecture"),
    ("vendor", "厂商 vendor"),
    ("model", "型号 model"),
    ("serial", "序列号 serial"),
    ("bios", "固件 firmware"),
    ("virtual", "虚拟化 virtualisation"),
    ("cpu", "处理器型号 processor"),
    ("cpus", "逻辑处理器数 processors"),
    ("sockets", "处理器颗数 sockets"),
    ("memory", "内存 memory"),
    ("swap", "交换空间 swap"),
    ("timezone", "时区 time zone"),
];

/// Items in the order they are found; the first of a name counts.
#[derive(Default)]
struct Sheet {
    items: Vec<(String, String)>,
    named: std::collections::HashSet<String>,
}

impl Sheet {
    /// Writes an item unless it is empty or there.
    fn put(&mut self, item: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() && self.named.insert(item.to_owned()) {
            self.items.push((item.to_owned(), value));
        }
    }

    fn known(&mut self, key: &str, value: &str) {
        if let Some((_, label)) = LABELS.iter().find(|(k, _)| *k == key) {
            self.put(label, value);
        }
    }

    /// Writes how often each text is there, texts in order.
    fn counted<'a>(&mut self, what: &str, texts: impl Iterator<Item = &'a str>) {
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        for text in texts {
            *counts.entry(text.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
        }
        for (text, count) in counts.into_iter().filter(|(t, _)| !t.is_empty()) {
            self.put(&format!("{what} {text}"), &format!("× {count}"));
        }
    }
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut sheet = Sheet::default();
    let mut strange = Vec::new();
    for line in input.need("items")?.lines().filter(|l| !l.trim().is_empty()) {
        match line.split_once('\t') {
            Some(("memorykb", value)) => sheet.known("memory", &hardware::whole_gb(value)),
            Some(("swapkb", value)) => sheet.known("swap", &hardware::whole_gb(value)),
            // A container or a virtual machine has no processor sockets to speak of.
            Some(("sockets", "0")) => {}
            Some((key, value)) => sheet.known(key, value),
            None => strange.push(line.to_owned()),
        }
    }
    let part = |name: &str| input.part(name).unwrap_or_default();
    hardware::prtconf(part("prtconf"), &mut sheet);
    hardware::machinfo(part("machinfo"), &mut sheet);
    hardware::dimms(part("dimms"), &mut sheet);
    hardware::disks(part("disks"), &mut sheet, &mut strange);
    // `03:00.0 Ethernet controller: …`: the slot is no part of what it is.
    let slot = |word: &str| word.contains(':') && word.contains('.');
    let cards = part("cards").lines().map(|line| line.split_once(' ').filter(|(word, _)| slot(word)).map_or(line, |(_, card)| card));
    sheet.counted("板卡 adapter", cards);
    network::addresses(part("addr"), &mut sheet);
    network::gateway(part("route"), &mut sheet);
    network::names(part("dns"), &mut sheet);
    network::wwpn(part("wwpn"), &mut sheet);
    software::oracle(part("oracle"), &mut sheet, &mut strange);
    software::others(part("software"), &mut sheet, &mut strange);
    if input.part("closed").is_some_and(|c| !c.trim().is_empty()) && !sheet.items.iter().any(|(i, _)| i.starts_with("序列号")) {
        strange.push("序列号和内存条只有 root 能读 / serial number and memory modules: only root may read them".into());
    }
    if !part("late").trim().is_empty() {
        strange.push("软件目录在时限内没有找完 / the search for installed software did not end in time".into());
    }
    let rows = sheet.items.into_iter().map(|(item, value)| vec![("item", text(item)), ("value", text(value))]).collect();
    Ok(Parsed { rows, strange, ..Parsed::default() })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, one, picture};
    use super::*;
    use crate::model::Os;

    const ITEMS: &str = "hostname\tdb01\nos\tCentOS Linux 7 (Core)\nserial\t6CU5 12\ncpus\t16\nsockets\t2\nmemorykb\t65807332\nswapkb\t16777212\nvirtual\tnone\nbroken line\n";

    #[test]
    fn a_sheet_of_linux() {
        let disks = "sda 585937500 naa.600508b1001c1 HP LOGICAL VOLUME \nsdb 209715200 naa.60060e80 HITACHI OPEN-V \nsdc 209715200 naa.60060e80 HITACHI OPEN-V \nsdd 209715200 naa.60060e81 HITACHI OPEN-V \nnvme0n1 1000215216 - SAMSUNG MZ\nbad\n";
        let addr = "\
1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
2: eth0    inet 10.1.1.2/24 brd 10.1.1.255 scope global eth0\\       valid_lft 85996sec preferred_lft 85996sec
2: eth0    inet 10.1.1.9/24 scope global secondary eth0
2: eth0    inet6 fe80::1/64 scope link
3: eth1    inet 10.1.3.1/32 scope global eth1
4: docker0    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0
";
        let parts = [
            ("items", ITEMS),
            ("dimms", "\tSize: 16384 MB\n\tSize: 16 GB\n\tSize: No Module Installed\n"),
            ("disks", disks),
            ("addr", addr),
            ("route", "default via 10.1.1.1 dev eth0 proto dhcp metric 100\n"),
            ("dns", "# made by\nnameserver 10.1.1.53\nnameserver 10.1.2.53\n"),
            (
                "cards",
                "03:00.0 Ethernet controller: Broadcom NetXtreme (rev 01)\n03:00.1 Ethernet controller: Broadcom NetXtreme (rev 01)\n",
            ),
            ("wwpn", "0x10000000c9b2\n0x10000000c9b1\n"),
            ("oracle", "sid ORCL /u01/app/oracle/19\nhome /u01/app/oracle/19|oracle.server 19.0.0.0.0|30125133 35042068 \n"),
            ("software", "Tomcat /opt/tomcat\t9.0.50\n"),
        ];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"
        item=主机名 hostname value=db01
        item=操作系统 system value=CentOS Linux 7 (Core)
        item=序列号 serial value=6CU5 12
        item=逻辑处理器数 processors value=16
        item=处理器颗数 sockets value=2
        item=内存 memory value=63 GB
        item=交换空间 swap value=16 GB
        item=虚拟化 virtualisation value=none
        item=内存条 module 16 GB value=× 2
        item=硬盘 disk 107 GB HITACHI OPEN-V value=× 2
        item=硬盘 disk 300 GB HP LOGICAL VOLUME value=× 1
        item=硬盘 disk 512 GB SAMSUNG MZ value=× 1
        item=板卡 adapter Ethernet controller: Broadcom NetXtreme (rev 01) value=× 2
        item=IP 地址 address eth0 value=10.1.1.2/24
        item=网关 gateway value=10.1.1.1
        item=域名服务器 DNS value=10.1.1.53, 10.1.2.53
        item=HBA WWPN value=0x10000000c9b1, 0x10000000c9b2
        item=Oracle 实例 instance ORCL value=/u01/app/oracle/19
        item=Oracle 软件 home /u01/app/oracle/19 value=oracle.server 19.0.0.0.0, 补丁 patches 30125133 35042068
        item=软件 software Tomcat /opt/tomcat value=9.0.50
        strange: broken line
        strange: bad
        ");
        check_cuts(parse, Os::Linux, "items", ITEMS);
        let parts = [("items", "hostname\tx\n"), ("closed", "serial\n")];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"
        item=主机名 hostname value=x
        strange: 序列号和内存条只有 root 能读 / serial number and memory modules: only root may read them
        ");
        let parts = [("items", "hostname\tx\n"), ("software", "Tomcat /opt/tomcat\t9.0.50\n"), ("late", "software\n")];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"
        item=主机名 hostname value=x
        item=软件 software Tomcat /opt/tomcat value=9.0.50
        strange: 软件目录在时限内没有找完 / the search for installed software did not end in time
        ");
        assert!(one(parse, Os::Linux, "addr", addr).is_err());
    }

    #[test]
    fn sheets_of_aix_and_hpux() {
        let prtconf = "\
System Model: IBM,8286-42A
Machine Serial Number: 21ABCDE
Processor Type: PowerPC_POWER8
Number Of Processors: 4
Memory Size: 32768 MB
Good Memory Size: 32768 MB
Platform Firmware level: SV860_205
Network Information
\tHost Name: sbdb1
\tIP Address: 10.1.1.2
";
        let ifconfig = "en0: flags=1e084863,480<UP>\n\tinet 10.1.1.2 netmask 0xffffff00 broadcast 10.1.1.255\n\tinet 10.1.1.9 netmask 0xffffff00 broadcast 10.1.1.255\nlo0: flags=e08084b<UP>\n\tinet 127.0.0.1 netmask 0xff000000\n";
        let aix = [
            ("items", "hostname\tsbdb1\nos\tAIX 7200-05-03-2148\n"),
            ("prtconf", prtconf),
            ("disks", "hdisk0 140013 - SAS Disk Drive\nhdisk1 - - MPIO Other FC Disk\n"),
            ("addr", ifconfig),
            ("route", "default            10.1.1.1          UG        3    222 en0      -      -\n"),
            ("cards", "8Gb PCI Express Dual Port FC Adapter\n8Gb PCI Express Dual Port FC Adapter\n"),
            ("software", "Java7_64.sdk\t7.0.0.635\n"),
        ];
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &aix).unwrap()), @"
        item=主机名 hostname value=sbdb1
        item=操作系统 system value=AIX 7200-05-03-2148
        item=型号 model value=IBM,8286-42A
        item=序列号 serial value=21ABCDE
        item=处理器型号 processor value=PowerPC_POWER8
        item=逻辑处理器数 processors value=4
        item=内存 memory value=32768 MB
        item=固件 firmware value=SV860_205
        item=硬盘 disk 146 GB SAS Disk Drive value=× 1
        item=硬盘 disk MPIO Other FC Disk value=× 1
        item=板卡 adapter 8Gb PCI Express Dual Port FC Adapter value=× 2
        item=IP 地址 address en0 value=10.1.1.2 0xffffff00
        item=网关 gateway value=10.1.1.1
        item=软件 software Java7_64.sdk value=7.0.0.635
        ");
        let machinfo = "CPU info:\n  2 Intel(R) Itanium 2 9100 series processors (1.59 GHz, 18 MB)\n          4 logical processors (2 per socket)\n\nMemory: 16363 MB (15.98 GB)\n\nFirmware info:\n   Firmware revision:  4.3\n";
        let netstat = "Name      Mtu  Network         Address         Ipkts              Ierrs Opkts              Oerrs Coll\nlan0      1500 10.1.1.0        10.1.1.2        1234               0     1234               0     0\nlan0:1    1500 10.1.1.0        10.1.1.9        0                  0     0                  0     0\nlo0      32808 127.0.0.0       127.0.0.1       12                 0     12                 0     0\n";
        let hpux = [
            ("items", "hostname\thp1\nmodel\tia64 hp server rx6600\n"),
            ("machinfo", machinfo),
            ("disks", "- - - HP 146 GSPEED\n- - - HP 146 GSPEED\n"),
            ("addr", netstat),
            ("route", "default               10.1.1.1           UG    0    lan0      1500\n"),
        ];
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &hpux).unwrap()), @"
        item=主机名 hostname value=hp1
        item=型号 model value=ia64 hp server rx6600
        item=处理器型号 processor value=2 Intel(R) Itanium 2 9100 series processors (1.59 GHz, 18 MB)
        item=逻辑处理器数 processors value=4 logical processors (2 per socket)
        item=内存 memory value=16363 MB (15.98 GB)
        item=固件 firmware value=4.3
        item=硬盘 disk HP 146 GSPEED value=× 2
        item=IP 地址 address lan0 value=10.1.1.2
        item=网关 gateway value=10.1.1.1
        ");
    }
}
