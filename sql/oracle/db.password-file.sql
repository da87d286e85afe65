-- +++
-- id      = "db.password-file"
-- req     = ["HO-12"]
-- title   = { zh-CN = "口令文件中的管理账户", en = "Administrators in the password file" }
-- why     = { zh-CN = "口令文件里的账户可以远程以 SYSDBA 等身份登录，数据库关闭时也能登录，是最高权限的入口。", en = "Accounts in the password file log in remotely as SYSDBA and the like, even while the database is down: the highest door there is." }
-- advice  = { zh-CN = "逐个确认授权人：select * from v$pwfile_users；不该有的执行 revoke sysdba from <账户>（sysoper、sysasm、sysbackup、sysdg、syskm 同理），RAC 与备库的口令文件要同步。确需的执行 opsctl baseline accept 登记。", en = "Ask for each who approved it: select * from v$pwfile_users; revoke sysdba from <account> where it should not be (sysoper, sysasm, sysbackup, sysdg, syskm likewise), and keep the files of RAC nodes and standbys in step. The others go into the baseline (opsctl baseline accept)." }
-- cadence = "weekly"
-- on      = { open = false }
-- subject = ["con_name", "inst_id", "username"]
-- # No rows: no password file, or remote_login_passwordfile = NONE.
-- empty   = "ok"
-- baseline = true
-- gone_says = { zh-CN = "账户 {{ username }} 已不在口令文件中", en = "Account {{ username }} is no longer in the password file" }
-- column.con_name  = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.inst_id   = { type = "integer", title = { zh-CN = "实例号", en = "Instance" } }
-- column.username  = { type = "text",    title = { zh-CN = "账户", en = "Account" } }
-- column.sysdba    = { type = "text",    title = { zh-CN = "SYSDBA", en = "SYSDBA" } }
-- column.sysoper   = { type = "text",    title = { zh-CN = "SYSOPER", en = "SYSOPER" } }
-- column.sysasm    = { type = "text",    title = { zh-CN = "SYSASM", en = "SYSASM" } }
-- column.sysbackup = { type = "text",    title = { zh-CN = "SYSBACKUP", en = "SYSBACKUP" } }
-- column.sysdg     = { type = "text",    title = { zh-CN = "SYSDG", en = "SYSDG" } }
-- column.syskm     = { type = "text",    title = { zh-CN = "SYSKM", en = "SYSKM" } }
-- [[rule]]
-- level = "warning"
-- when  = "has_baseline && !known"
-- says  = { zh-CN = "口令文件中的账户 {{ username }}（SYSDBA {{ sysdba }}，SYSOPER {{ sysoper }}）不在基线中，或权限有变", en = "Account {{ username }} of the password file (SYSDBA {{ sysdba }}, SYSOPER {{ sysoper }}) is not in the baseline, or its privileges changed" }
-- [[rule]]
-- level = "note"
-- when  = "!has_baseline && username != 'SYS'"
-- says  = { zh-CN = "账户 {{ username }} 在口令文件中（SYSDBA {{ sysdba }}，SYSOPER {{ sysoper }}）", en = "Account {{ username }} is in the password file (SYSDBA {{ sysdba }}, SYSOPER {{ sysoper }})" }
-- [[example]]
-- name   = "SYS alone"
-- rows   = [["", 1, "SYS", "TRUE", "TRUE", "FALSE", "FALSE", "FALSE", "FALSE"]]
-- expect = "ok"
-- [[example]]
-- name   = "another, no baseline yet"
-- rows   = [["", 1, "ZHANGSAN", "TRUE", "FALSE", "FALSE", "FALSE", "FALSE", "FALSE"]]
-- expect = "note"
-- [[example]]
-- name   = "accepted"
-- rows   = [["", 1, "SYS", "TRUE", "TRUE", "FALSE", "FALSE", "FALSE", "FALSE"], ["", 1, "SYSBACKUP", "FALSE", "FALSE", "FALSE", "TRUE", "FALSE", "FALSE"]]
-- baseline = [["", 1, "SYS", "TRUE", "TRUE", "FALSE", "FALSE", "FALSE", "FALSE"], ["", 1, "SYSBACKUP", "FALSE", "FALSE", "FALSE", "TRUE", "FALSE", "FALSE"]]
-- expect = "ok"
-- [[example]]
-- name   = "granted since"
-- rows   = [["", 1, "SYS", "TRUE", "TRUE", "FALSE", "FALSE", "FALSE", "FALSE"], ["", 1, "TEST99", "TRUE", "FALSE", "FALSE", "FALSE", "FALSE", "FALSE"]]
-- baseline = [["", 1, "SYS", "TRUE", "TRUE", "FALSE", "FALSE", "FALSE", "FALSE"]]
-- expect = "warning"
-- says   = "TEST99"
-- [[example]]
-- name   = "no password file"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) as con_name,
       p.inst_id,
       p.username,
       p.sysdba,
       p.sysoper,
       p.sysasm,
       'FALSE' as sysbackup,
       'FALSE' as sysdg,
       'FALSE' as syskm
  from gv$pwfile_users p
 order by p.username, p.inst_id
