//! All checks → one SQL*Plus script for a DBA to run where opsctl may not connect.
//!
//! 11.2 syntax up, nothing written but the spool. SQL*Plus has no IF: a substitution variable that is empty or `--` stands before
//! every line of a body, so that only the body that fits this server runs. Which one fits is decided by the same table as live.

use std::fmt::Write;

use super::variants::{Choice, choose};
use crate::model::{Body, Check, Kind, Role, Tenancy, Version};
use crate::parse::spool::{FORMAT, MARK};

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

/// The script for these checks.
#[must_use]
pub fn script(checks: &[&Check], tool: &str) -> String {
    let mut out = format!(
        "-- opsctl {tool}: Oracle 巡检采集脚本 / collection script\n\
         -- 用法 / usage:  sqlplus -S -L 用户/user@库/db @collect.sql\n\
         -- 只读：除 spool 文件 opsctl-capture.txt 外不写任何东西。/ Read only: writes nothing but the spool file.\n\
         -- 判断 / judge:  opsctl inspect db --capture opsctl-capture.txt\n\
         whenever sqlerror continue\n\
         set echo off feedback off heading off pagesize 0 linesize 32767 trimspool on trimout on tab off verify off timing off\n\
         set long 2000000 longchunksize 32767 sqlblanklines on define on termout off arraysize 500 numwidth 40\n\
         alter session set nls_numeric_characters='.,' nls_date_format='YYYY-MM-DD HH24:MI:SS' nls_language='AMERICAN';\n\
         set transaction read only;\n\
         define release = '0'\ndefine tenancy = 'non-cdb'\ndefine role = 'primary'\ndefine v121 = '--'\n\
         column o_release new_value release noprint\ncolumn o_tenancy new_value tenancy noprint\ncolumn o_role new_value role noprint\n\
         column o_v121 new_value v121 noprint\ncolumn o_run new_value run noprint\n"
    );
    let mut cases = String::new();
    for release in RELEASES.iter().rev() {
        let _ = write!(cases, " when v >= {}{:02} then '{release}'", release.major, release.minor);
    }
    let _ = writeln!(
        out,
        "select case{cases} else '0' end o_release, case when v >= 1201 then '' else '--' end o_v121\n  \
         from (select to_number(substr(version, 1, instr(version, '.') - 1)) * 100\n             \
         + to_number(substr(version, instr(version, '.') + 1, instr(version, '.', 1, 2) - instr(version, '.') - 1)) v from v$instance);"
    );
    out.push_str("select case when database_role = 'PHYSICAL STANDBY' then 'standby' else 'primary' end o_role from v$database;\n");
    out.push_str("&v121.select case when d.cdb = 'NO' then 'non-cdb' when sys_context('USERENV', 'CON_NAME') = 'CDB$ROOT' then 'cdb' else 'pdb' end o_tenancy from v$database d;\n");
    let _ = writeln!(
        out,
        "spool opsctl-capture.txt\nprompt {MARK} {FORMAT} start opsctl={tool} release=&release. tenancy=&tenancy. role=&role."
    );
    for check in checks {
        for body in &check.bodies {
            section(&mut out, check, body);
        }
    }
    let _ = writeln!(out, "prompt {MARK} {FORMAT} finish\nspool off\nrollback;\nexit");
    out
}

/// The servers that a body is chosen for, as `19.0/pdb/primary`.
fn servers(check: &Check, body: &Body) -> Vec<String> {
    let mut keys = Vec::new();
    for version in RELEASES {
        for tenancy in Tenancy::ALL {
            for role in Role::ALL {
                if let Choice::Body(chosen) = choose(check, version, tenancy, role)
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
    out.push_str("select case when '&release./&tenancy./&role.' in (");
    for (i, key) in keys.iter().enumerate() {
        let _ = write!(out, "{}{}'{key}'", if i == 0 { "" } else { "," }, if i % 6 == 5 { "\n  " } else { "" });
    }
    out.push_str(") then '' else '--' end o_run from dual;\n");
    let columns: Vec<&str> = check.selected().map(|c| c.name.as_str()).collect();
    let mut text = format!(
        "prompt {MARK} {FORMAT} begin check={} file={} sha256={} columns={}\nselect to_clob('|')",
        check.id,
        body.file,
        body.sha256,
        columns.join(",")
    );
    for (i, column) in check.selected().enumerate() {
        let _ = write!(text, "\n  {}|| {}", if i == 0 { "" } else { "|| '|' " }, cell(&column.name, column.kind));
    }
    let _ =
        write!(text, "\n  from (\n{}\n)\n/\nprompt {MARK} {FORMAT} end check={}", body.text.replace('&', "' || chr(38) || '"), check.id);
    for line in text.lines() {
        let _ = writeln!(out, "&run.{line}");
    }
}

/// A column as text that `parse::spool` reads back. Long texts are cut: a row must fit SQL*Plus's longest line.
fn cell(name: &str, kind: Kind) -> String {
    match kind {
        Kind::Text => format!(
            "case when {name} is null then '\\N' else replace(replace(replace(replace(substr({name}, 1, 1900), '\\', '\\\\'), '|', '\\p'), chr(10), '\\n'), chr(13), '\\r') end"
        ),
        Kind::Time => format!("nvl(to_char({name}, 'YYYY-MM-DD HH24:MI:SS'), '\\N')"),
        Kind::Number | Kind::Integer | Kind::Bool => format!("nvl(to_char({name}, 'TM9', 'NLS_NUMERIC_CHARACTERS=''.,'''), '\\N')"),
    }
}
