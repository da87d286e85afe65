//! All checks → one SQL*Plus script for a DBA to run where opsctl may not connect.
//!
//! 11.2 syntax up, nothing written but the spool. SQL*Plus has no IF, so every body is there, and substitution variables comment out
//! those that do not fit this server. A variable may not be the first word of a command: each statement begins with `select` and ends
//! with `/` whatever runs between. Which body fits is decided by the same table as live.

use std::fmt::Write;

use super::sqlplus::lines;
use super::variants::{Choice, choose};
use crate::model::{Body, Check, Kind, Role, Tenancy, Version};
use crate::parse::spool::{FORMAT, MARK, MAX_TEXT};

/// Releases that differ for the dictionary; a server counts as the last one not above it.
pub const RELEASES: [Version; 7] = [
    Version::new(11, 2),
    Version::new(12, 1),
    Version::new(12, 2),
    Version::new(18, 0),
    Version::new(19, 0),
    Version::new(21, 0),
    Version::new(23, 0),
];

/// What a site's glogin.sql or login.sql may have set otherwise, one option a line: an unknown one spoils no other.
const SETTINGS: &str = "\
whenever sqlerror continue
whenever oserror continue
set sqlprefix '#'
set sqlterminator ';'
set define '&'
set concat '.'
set escape off
set sqlcase mixed
set echo off
set feedback off
set verify off
set timing off
set time off
set autotrace off
set autocommit off
set serveroutput off
set heading off
set pagesize 0
set newpage none
set linesize 32767
set wrap on
set recsep off
set colsep ' '
set null ''
set tab off
set trimspool on
set trimout on
set long 2000000
set longchunksize 32767
set arraysize 100
set markup html off
spool opsctl-capture.txt
set termout off
alter session set nls_numeric_characters='.,' nls_language='AMERICAN';
alter session set nls_date_format='YYYY-MM-DD HH24:MI:SS' nls_timestamp_format='YYYY-MM-DD HH24:MI:SS.FF';
set transaction read only;
";

/// Who is there. Where this cannot be read the answer to the identity check says why; then nothing else is judged.
const SERVER: &str = "\
define release = '11.2'
define tenancy = 'non-cdb'
define role = 'primary'
define pre12 = '  '
define from12 = '--'
column o_release new_value release noprint
column o_tenancy new_value tenancy noprint
column o_role new_value role noprint
column o_pre12 new_value pre12 noprint
column o_from12 new_value from12 noprint
column o_verb new_value verb noprint
column o_run new_value run noprint
column o_off new_value off noprint
";

/// The script for these checks. What reads licensed views is left out: a script cannot know what the site has paid for.
#[must_use]
pub fn script(checks: &[&Check], tool: &str) -> String {
    let (licensed, checks): (Vec<&Check>, Vec<&Check>) = checks.iter().partition(|c| !c.applies.packs.is_empty());
    let mut out = format!(
        "-- opsctl {tool}: Oracle 巡检采集脚本 / collection script.\n\
         -- 用法 / usage:  sqlplus -L USER@HOST:1521/SERVICE @collect.sql\n\
         -- 只读，只写 / read only, writes nothing but:  opsctl-capture.txt\n\
         -- 判断 / judge:  opsctl inspect db --capture opsctl-capture.txt\n"
    );
    for check in licensed {
        let _ = writeln!(out, "-- 需另购许可，不在其中 / needs a licensed pack, not in it:  {}", check.id);
    }
    out.push_str(SETTINGS);
    out.push_str(SERVER);
    let widest = checks.iter().map(|c| c.selected.len()).max().unwrap_or(0);
    for number in 2..=widest {
        let _ = writeln!(out, "column c{number} newline");
    }
    out.push_str(&who());
    let _ = writeln!(out, "prompt {MARK} {FORMAT} start opsctl={tool} release=&release. tenancy=&tenancy. role=&role. user=&_user.");
    for check in checks {
        for body in &check.bodies {
            section(&mut out, check, body);
        }
    }
    let _ = writeln!(
        out,
        "prompt {MARK} {FORMAT} finish\nspool off\nrollback;\nset termout on\nprompt opsctl: opsctl-capture.txt is complete.\nexit"
    );
    out
}

/// Release, role and tenancy into variables.
fn who() -> String {
    let mut out = String::from("select case");
    for release in RELEASES.iter().rev() {
        let _ = write!(out, "\n  when v >= {}.{} then '{release}'", release.major, release.minor);
    }
    out.push_str(
        "\n  else '0.0' end o_release,\n  case when v < 12.1 then '  ' else '--' end o_pre12,\n  case when v < 12.1 then '--' else '  ' end o_from12\n  \
         from (select to_number(substr(version, 1, instr(version, '.', 1, 2) - 1), '99.9') v from v$instance)\n/\n\
         select case when database_role in ('PHYSICAL STANDBY', 'LOGICAL STANDBY', 'FAR SYNC') then 'standby' else 'primary' end o_role from v$database\n/\n\
         select\n&pre12. 'non-cdb'\n\
         &from12. case when cdb = 'NO' then 'non-cdb' when sys_context('USERENV', 'CON_NAME') = 'CDB$ROOT' then 'cdb' else 'pdb' end\n  \
         o_tenancy from v$database\n/\n",
    );
    out
}

/// The servers that a body is chosen for, as `19.0/pdb/primary`.
fn servers(check: &Check, body: &Body) -> Vec<String> {
    let mut keys = Vec::new();
    for version in RELEASES {
        for tenancy in Tenancy::ALL {
            for role in Role::ALL {
                // There are no containers before 12.1.
                if (version.major > 11 || tenancy == Tenancy::NonCdb)
                    && let Choice::Body(chosen) = choose(check, version, tenancy, role)
                    && chosen.file == body.file
                {
                    keys.push(format!("{version}/{}/{}", tenancy.as_str(), role.as_str()));
                }
            }
        }
    }
    keys
}

fn section(out: &mut String, check: &Check, body: &Body) {
    let keys = servers(check, body);
    if keys.is_empty() {
        return;
    }
    out.push_str(
        "select decode(n, 1, 'begin', 'other') o_verb, decode(n, 1, '  ', '--') o_run, decode(n, 1, '--', '  ') o_off\n  \
         from (select count(*) n from dual where '&release./&tenancy./&role.' in (",
    );
    for (i, key) in keys.iter().enumerate() {
        let _ = write!(out, "{}{}'{key}'", if i == 0 { "" } else { "," }, if i % 6 == 0 { "\n  " } else { " " });
    }
    out.push_str("))\n/\n");
    let columns: Vec<&str> = check.selected.iter().map(|c| c.name.as_str()).collect();
    let _ = writeln!(
        out,
        "prompt {MARK} {FORMAT} &verb. check={} file={} sha256={} columns={}\nselect",
        check.id,
        body.file,
        body.sha256,
        columns.join(",")
    );
    for (i, column) in check.selected.iter().enumerate() {
        let (comma, first) = if i == 0 { ("", '|') } else { (",", '+') };
        let _ = writeln!(out, "&run. {comma}'{first}' || {} || '|' c{}", cell(&column.name, column.kind), i + 1);
    }
    out.push_str("&run. from (\n");
    for line in lines(&body.text) {
        let _ = writeln!(out, "&run. {line}");
    }
    let _ = writeln!(out, "&run. )\n&off. 'x' c1 from dual where 1 = 0\n/\nprompt {MARK} {FORMAT} end check={}", check.id);
}

/// A column as text that `parse::spool` reads back, never longer than a VARCHAR2 of 11.2: the reader sees what was cut.
fn cell(name: &str, kind: Kind) -> String {
    match kind {
        Kind::Text => format!(
            "nvl(replace(replace(replace(substr({name}, 1, {}), '\\', '\\\\'), chr(10), '\\n'), chr(13), '\\r'), '\\N')",
            MAX_TEXT + 1
        ),
        Kind::Time => format!("nvl(to_char({name}, 'YYYY-MM-DD HH24:MI:SS'), '\\N')"),
        Kind::Number | Kind::Integer | Kind::Bool => format!("nvl(to_char({name}, 'TM9'), '\\N')"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TargetKind;

    /// Variables that the script defines before it uses them, and the one that SQL*Plus has.
    const KNOWN: &[&str] = &["release", "tenancy", "role", "pre12", "from12", "verb", "run", "off", "_user"];
    /// What a line may begin with where SQL*Plus awaits a command.
    const COMMANDS: &[&str] = &["--", "set", "define", "column", "whenever", "spool", "prompt", "exit", "select", "alter", "rollback"];

    fn whole() -> String {
        let catalog = crate::catalog::load(None).unwrap_or_default();
        let checks: Vec<&Check> = catalog.checks().iter().filter(|c| c.kind == TargetKind::Oracle).collect();
        assert!(checks.len() > 80);
        script(&checks, "0.0.0")
    }

    /// Every line against what SQL*Plus 11.2 to 23ai makes of it.
    #[test]
    fn no_line_is_a_trap() {
        let mut inside = false;
        for (number, line) in whole().lines().enumerate() {
            let at = format!("line {}: {line}", number + 1);
            assert!(line.chars().count() < 1000 && line.len() < 2400, "SP2-0027: {at}");
            assert!(!line.trim_end().ends_with('-'), "joined with the next line: {at}");
            assert!(!line.contains('\t') && !line.trim().is_empty() && line == line.trim_end(), "{at}");
            for (i, part) in line.split('&').enumerate().filter(|(i, _)| *i > 0) {
                let name = part.split('.').next().unwrap_or_default();
                let setting = line == "set define '&'";
                assert!(setting || KNOWN.contains(&name), "would ask for a value ({i}): {at}");
            }
            let word = line.split_whitespace().next().unwrap_or_default().trim_end_matches(';');
            if inside {
                let plain = word == "/" && line == "/";
                assert!(line.is_ascii(), "a code page may change it: {at}");
                assert!(plain || !word.starts_with(['/', '.', '#', '@', '!']), "a command of SQL*Plus: {at}");
                assert!(!line.ends_with(';'), "ends the statement: {at}");
                assert!(!line.split('\'').step_by(2).any(|code| code.contains(':')), "a bind variable: {at}");
                assert!(!line.contains("--") || line.contains("'--'"), "a comment: {at}");
                inside = !plain;
            } else {
                assert!(COMMANDS.contains(&word), "no command of this script, or a variable as first word: {at}");
                assert!(line.starts_with("--") || line.is_ascii(), "{at}");
                assert!(!line.starts_with("--") || line.ends_with(|c: char| c.is_ascii()), "{at}");
                inside = word == "select";
            }
        }
        assert!(!inside, "the last statement is never ended");
    }

    /// Whether a body runs or not, what SQL*Plus sends is one statement.
    #[test]
    fn a_statement_stands_with_and_without_its_body() {
        let text = whole();
        let statements: Vec<&str> = text.split("\n/\n").filter(|s| s.contains("&run. from (")).collect();
        assert!(statements.len() > 150);
        for statement in statements {
            let sql = &statement[statement.find("\nselect\n").unwrap_or_default()..];
            let live = |off: &str| sql.lines().skip(1).filter(|l| !l.starts_with(off)).collect::<Vec<_>>();
            assert_eq!(live("&run."), ["select", "&off. 'x' c1 from dual where 1 = 0"]);
            let depth: i32 = live("&off.")
                .join("\n")
                .split('\'')
                .step_by(2)
                .map(|part| {
                    let count = |c| i32::try_from(part.matches(c).count()).unwrap_or(0);
                    count('(') - count(')')
                })
                .sum();
            assert_eq!(depth, 0, "{sql}");
        }
    }

    #[test]
    fn licensed_views_are_left_out_and_named() {
        let text = whole();
        assert!(!text.to_lowercase().contains("dba_hist_"));
        assert!(text.contains("not in it:  db.space-awr"));
    }
}
