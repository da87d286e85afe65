//! Installed software and its versions, as inventories on disk tell; nothing is started to ask it.

use super::Sheet;

/// `sid ORCL /u01/…` of oratab; `home /u01/…|oracle.server 19.0.0.0.0|35042068 …` of the inventory: component, version, patches.
pub(super) fn oracle(output: &str, sheet: &mut Sheet, strange: &mut Vec<String>) {
    for line in output.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some((sid, home)) = line.strip_prefix("sid ").and_then(|l| l.split_once(' ')) {
            sheet.put(&format!("Oracle 实例 instance {sid}"), home);
        } else if let Some((home, rest)) = line.strip_prefix("home ").and_then(|l| l.split_once('|')) {
            let (component, patches) = rest.split_once('|').unwrap_or((rest, ""));
            let patches = patches.split_whitespace().collect::<Vec<_>>().join(" ");
            let value = if patches.is_empty() { component.to_owned() } else { format!("{component}, 补丁 patches {patches}") };
            sheet.put(&format!("Oracle 软件 home {home}"), if value.is_empty() { "?" } else { &value });
        } else {
            strange.push(line.to_owned());
        }
    }
}

/// `Tomcat /opt/tomcat<tab>9.0.50`
pub(super) fn others(output: &str, sheet: &mut Sheet, strange: &mut Vec<String>) {
    for line in output.lines().filter(|l| !l.trim().is_empty()) {
        match line.split_once('\t') {
            Some((name, version)) => sheet.put(&format!("软件 software {}", name.trim()), version),
            None => strange.push(line.to_owned()),
        }
    }
}
