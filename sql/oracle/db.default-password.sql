-- +++
-- id      = "db.default-password"
-- req     = ["HO-12"]
-- title   = { zh-CN = "使用默认口令的账户", en = "Accounts with default passwords" }
-- why     = { zh-CN = "默认口令人人皆知；开放账户使用默认口令等于没有口令。", en = "Default passwords are public; an open account with one has no password at all." }
-- advice  = { zh-CN = "当天处理：不用的账户执行 alter user <账户> account lock password expire；在用的与应用同步改为强口令（alter user <账户> identified by <新口令>）。改完再查本项应为空。同时查该账户近期登录来源。", en = "Today: alter user <account> account lock password expire if it is not used; otherwise a strong password, together with its application. The list must then be empty. See also where it was logged in from lately." }
-- cadence = "weekly"
-- subject = ["con_name", "username"]
-- empty   = "ok"
-- column.con_name       = { type = "text", title = { zh-CN = "容器", en = "Container" } }
-- column.username       = { type = "text", title = { zh-CN = "账户", en = "Account" } }
-- column.account_status = { type = "text", title = { zh-CN = "状态", en = "Status" } }
-- column.profile        = { type = "text", title = { zh-CN = "概要文件", en = "Profile" } }
-- column.created        = { type = "time", title = { zh-CN = "创建时间", en = "Created" } }
-- [[rule]]
-- level = "critical"
-- when  = "account_status.startsWith('OPEN') || account_status == 'EXPIRED(GRACE)'"
-- says  = { zh-CN = "开放账户 {{ username }} 使用默认口令", en = "The open account {{ username }} has its default password" }
-- [[rule]]
-- level = "warning"
-- when  = "account_status == 'EXPIRED' || account_status.contains('LOCKED(TIMED)')"
-- says  = { zh-CN = "账户 {{ username }}（{{ account_status }}）使用默认口令，知道口令的人仍可登录并改口令", en = "Account {{ username }} ({{ account_status }}) has its default password: who knows it can still log in and set a new one" }
-- [[rule]]
-- level = "note"
-- when  = "!account_status.startsWith('OPEN')"
-- says  = { zh-CN = "账户 {{ username }}（{{ account_status }}）使用默认口令，目前不能登录", en = "Account {{ username }} ({{ account_status }}) has its default password; it cannot log in now" }
-- [[example]]
-- name   = "open"
-- rows   = [["", "SCOTT", "OPEN", "DEFAULT", "2013-08-24 12:00:00"]]
-- expect = "critical"
-- says   = "SCOTT"
-- [[example]]
-- name   = "expired, not locked"
-- rows   = [["", "DBSNMP", "EXPIRED", "DEFAULT", "2013-08-24 12:00:00"]]
-- expect = "warning"
-- [[example]]
-- name   = "expired and locked"
-- rows   = [["", "OUTLN", "EXPIRED & LOCKED", "DEFAULT", "2013-08-24 12:00:00"]]
-- expect = "note"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) as con_name,
       u.username,
       u.account_status,
       u.profile,
       u.created
  from dba_users_with_defpwd d
  join dba_users u
    on u.username = d.username
 where u.username <> 'XS$NULL'
 order by case when u.account_status like '%LOCKED%' then 1 else 0 end, u.username
