-- +++
-- id      = "db.account"
-- req     = ["DB-23", "HO-12"]
-- title   = { zh-CN = "数据库账户（最多列 1000 个）", en = "Database accounts (at most 1000)" }
-- why     = { zh-CN = "应用账户口令过期或被锁，应用立即连不上数据库；不明来历的新账户是安全事件的征兆。", en = "When an application's account expires or is locked it cannot connect; an account nobody knows of is a sign of an intrusion." }
-- advice  = { zh-CN = "应用账户：先与应用负责人约定时间，alter user <账户> identified by <新口令> 与应用配置同步修改；被锁的先查谁在用错口令（dba_audit_session 中 returncode 1017、告警或监听日志中的来源主机），纠正后再 account unlock，不要只解锁。", en = "Application accounts: agree on a time, change the password (alter user <name> identified by …) together with the application's configuration; if locked, first find who uses a wrong password (return code 1017 in dba_audit_session, hosts in the listener log), correct it, then account unlock; unlocking alone does not help." }
-- cadence = "weekly"
-- subject = ["con_name", "username"]
-- # Oracle's own accounts are listed only while they are not locked. LAST_LOGIN is known from 12.1 on.
-- empty   = "unknown"
-- baseline = true
-- watch   = ["account_status"]
-- gone_says = { zh-CN = "基线中的账户 {{ username }} 已不在（删除，或为锁定的 Oracle 自带账户）", en = "Account {{ username }} of the baseline is gone (dropped, or a locked one of Oracle's own)" }
-- limits  = { expiry_days = 7, self_days = 14, recent_days = 7 }
-- column.con_name       = { type = "text",   title = { zh-CN = "容器", en = "Container" } }
-- column.username       = { type = "text",   title = { zh-CN = "账户", en = "Account" } }
-- column.maintained     = { type = "text",   title = { zh-CN = "Oracle 自带", en = "Oracle's own" } }
-- column.is_self        = { type = "text",   title = { zh-CN = "巡检账户", en = "Inspection account" } }
-- column.account_status = { type = "text",   title = { zh-CN = "状态", en = "Status" } }
-- column.profile        = { type = "text",   title = { zh-CN = "概要文件", en = "Profile" } }
-- column.created        = { type = "time",   title = { zh-CN = "创建时间", en = "Created" } }
-- column.lock_date      = { type = "time",   title = { zh-CN = "锁定时间", en = "Locked" } }
-- column.lock_days      = { type = "number", unit = "days", title = { zh-CN = "锁定至今", en = "Locked for" } }
-- column.expiry_date    = { type = "time",   title = { zh-CN = "口令到期", en = "Expires" } }
-- column.days_left      = { type = "number", unit = "days", title = { zh-CN = "剩余天数", en = "Days left" } }
-- column.last_login     = { type = "time",   title = { zh-CN = "最近登录", en = "Last login" } }
-- [[rule]]
-- level = "warning"
-- topic = "status"
-- when  = "maintained == 'N' && account_status == 'EXPIRED' && !known"
-- says  = { zh-CN = "账户 {{ username }} 口令已过期，应用无法登录", en = "The password of {{ username }} has expired; it cannot log in" }
-- [[rule]]
-- level = "warning"
-- topic = "status"
-- when  = "maintained == 'N' && account_status.contains('LOCKED(TIMED)')"
-- says  = { zh-CN = "账户 {{ username }} 因连续输错口令被锁（{{ account_status }}）", en = "Account {{ username }} is locked after wrong passwords ({{ account_status }})" }
-- [[rule]]
-- level = "warning"
-- topic = "status"
-- when  = "maintained == 'N' && account_status.contains('LOCKED') && lock_days != null && lock_days <= limits.recent_days && !known"
-- says  = { zh-CN = "账户 {{ username }} 在 {{ lock_days }} 天前被锁（{{ account_status }}）", en = "Account {{ username }} was locked {{ lock_days }} days ago ({{ account_status }})" }
-- [[rule]]
-- level = "note"
-- topic = "status"
-- when  = "maintained == 'N' && !account_status.startsWith('OPEN')"
-- says  = { zh-CN = "账户 {{ username }} 状态为 {{ account_status }}", en = "Account {{ username }} is {{ account_status }}" }
-- advice = { zh-CN = "确认是否停用：停用的保留锁定并登记，半年以上无人认领的备份权限后删除；仍在用的按上述步骤恢复。", en = "Is it out of use? Then leave it locked and on record, and drop it after half a year with its grants saved; otherwise bring it back as described." }
-- [[rule]]
-- level = "warning"
-- topic = "expiry"
-- when  = "maintained == 'N' && is_self == 'N' && (account_status.startsWith('OPEN') || account_status == 'EXPIRED(GRACE)') && days_left != null && days_left <= limits.expiry_days"
-- says  = { zh-CN = "账户 {{ username }}（{{ account_status }}）的口令还有 {{ days_left }} 天到期，不足 {{ limits.expiry_days }} 天", en = "The password of {{ username }} ({{ account_status }}) expires in {{ days_left }} days, within {{ limits.expiry_days }}" }
-- [[rule]]
-- level = "warning"
-- topic = "expiry"
-- when  = "is_self == 'Y' && days_left != null && days_left <= limits.self_days"
-- says  = { zh-CN = "巡检账户 {{ username }} 自己的口令还有 {{ days_left }} 天到期，到期后巡检中断", en = "The inspection account {{ username }} itself expires in {{ days_left }} days; inspections stop then" }
-- advice = { zh-CN = "到期前执行 alter user <巡检账户> identified by <新口令>，同步更新 opsctl 的口令引用（file/env/command），再运行一次巡检验证；口令错误时 opsctl 不会重试，不会把账户锁住。", en = "Before that, alter user <account> identified by <new password>, update the secret opsctl refers to (file/env/command) and run one inspection; opsctl never retries a wrong password, so it does not lock the account." }
-- [[rule]]
-- level = "note"
-- topic = "expiry"
-- when  = "maintained == 'Y' && is_self == 'N' && (account_status.startsWith('OPEN') || account_status == 'EXPIRED(GRACE)') && days_left != null && days_left <= limits.expiry_days"
-- says  = { zh-CN = "Oracle 自带账户 {{ username }} 的口令还有 {{ days_left }} 天到期", en = "The password of Oracle's own account {{ username }} expires in {{ days_left }} days" }
-- [[rule]]
-- level = "warning"
-- topic = "new"
-- when  = "has_baseline && !known && !changed"
-- says  = { zh-CN = "账户 {{ username }}（{{ created }} 创建，{{ account_status }}）不在基线中", en = "Account {{ username }} (created {{ created }}, {{ account_status }}) is not in the baseline" }
-- advice = { zh-CN = "查创建人与审批：select username, action_name, timestamp from dba_audit_trail where obj_name = '<账户>'，查不到来历的立即锁定（alter user <账户> account lock）并按安全事件上报；合规的执行 opsctl baseline accept。", en = "Who made it, with whose approval? See dba_audit_trail where obj_name = '<account>'. If nobody knows, lock it (alter user <account> account lock) and report a security incident; if it is right, accept it (opsctl baseline accept)." }
-- [[rule]]
-- level = "note"
-- topic = "new"
-- when  = "has_baseline && changed"
-- says  = { zh-CN = "账户 {{ username }} 的状态由 {{ was.account_status }} 变为 {{ account_status }}", en = "Account {{ username }} changed from {{ was.account_status }} to {{ account_status }}" }
-- [[example]]
-- name   = "open, expires next year; one long since locked"
-- rows   = [["", "SBF_RO", "N", "N", "OPEN", "DEFAULT", "2024-06-22 09:02:20", "", 0.0, "2027-07-22 00:00:00", 241.6, "2026-11-22 05:40:00"], ["", "SBF_ZS", "N", "N", "OPEN", "SBF_APP_PROFILE", "2024-06-22 09:02:20", "", 0.0, "", 0.0, ""]]
-- null   = [[0, "lock_days"], [1, "lock_days"], [1, "days_left"]]
-- expect = "ok"
-- [[example]]
-- name   = "locked a year ago"
-- rows   = [["", "SBF_OLD_DEV", "N", "N", "LOCKED", "DEFAULT", "2024-06-22 09:02:22", "2025-10-18 00:00:00", 400.3, "", 0.0, ""]]
-- null   = [[0, "days_left"]]
-- expect = "note"
-- says   = "LOCKED"
-- [[example]]
-- name   = "locked yesterday"
-- rows   = [["", "SBF_JK", "N", "N", "LOCKED", "SBF_APP_PROFILE", "2024-06-22 09:02:22", "2026-11-21 03:00:00", 1.2, "", 0.0, ""]]
-- null   = [[0, "days_left"]]
-- expect = "warning"
-- says   = "1.2 天前"
-- [[example]]
-- name   = "wrong passwords"
-- rows   = [["", "SBF_JK", "N", "N", "LOCKED(TIMED)", "DEFAULT", "2024-06-22 09:02:22", "2026-11-22 03:00:00", 0.2, "", 0.0, ""]]
-- null   = [[0, "days_left"]]
-- expect = "warning"
-- says   = "输错口令"
-- [[example]]
-- name   = "expired"
-- rows   = [["", "SBF_RO", "N", "N", "EXPIRED", "DEFAULT", "2024-06-22 09:02:22", "", 0.0, "2026-11-20 00:00:00", -2.3, ""]]
-- null   = [[0, "lock_days"]]
-- expect = "warning"
-- says   = "已过期"
-- [[example]]
-- name   = "in grace: three days"
-- rows   = [["", "SBF_RO", "N", "N", "EXPIRED(GRACE)", "DEFAULT", "2024-06-22 09:02:22", "", 0.0, "2026-11-25 00:00:00", 2.7, ""]]
-- null   = [[0, "lock_days"]]
-- expect = "warning"
-- says   = "2.7 天到期"
-- [[example]]
-- name   = "our own"
-- rows   = [["", "OPSCTL_MON", "N", "Y", "OPEN", "DEFAULT", "2024-06-22 09:02:22", "", 0.0, "2026-12-04 00:00:00", 11.7, "2026-11-22 05:40:00"]]
-- null   = [[0, "lock_days"]]
-- expect = "warning"
-- says   = "巡检中断"
-- [[example]]
-- name   = "SYSTEM expires soon"
-- rows   = [["", "SYSTEM", "Y", "N", "OPEN", "DEFAULT", "2024-06-22 09:02:22", "", 0.0, "2026-11-25 00:00:00", 2.7, ""]]
-- null   = [[0, "lock_days"]]
-- expect = "note"
-- [[example]]
-- name   = "an account nobody accepted"
-- rows   = [["", "SBF_ZS", "N", "N", "OPEN", "SBF_APP_PROFILE", "2024-06-22 09:02:20", "", 0.0, "", 0.0, ""], ["", "TEST99", "N", "N", "OPEN", "DEFAULT", "2026-11-20 23:10:00", "", 0.0, "", 0.0, ""]]
-- null   = [[0, "lock_days"], [0, "days_left"], [1, "lock_days"], [1, "days_left"]]
-- baseline = [["", "SBF_ZS", "N", "N", "OPEN", "SBF_APP_PROFILE", "2024-06-22 09:02:20", "", 0.0, "", 0.0, ""]]
-- expect = "warning"
-- says   = "TEST99"
-- [[example]]
-- name   = "unlocked since"
-- rows   = [["", "SBF_OLD_DEV", "N", "N", "OPEN", "DEFAULT", "2024-06-22 09:02:22", "", 0.0, "", 0.0, ""]]
-- null   = [[0, "lock_days"], [0, "days_left"]]
-- baseline = [["", "SBF_OLD_DEV", "N", "N", "LOCKED", "DEFAULT", "2024-06-22 09:02:22", "2025-10-18 00:00:00", 400.3, "", 0.0, ""]]
-- expect = "note"
-- says   = "由 LOCKED 变为 OPEN"
-- [[example]]
-- name   = "not readable"
-- rows   = []
-- expect = "unknown"
-- +++
with oracle_schema as (
  -- 11.2 has no ORACLE_MAINTAINED: schemas that Oracle's own scripts make
  select u.username
    from dba_users u
   where u.username in ('SYS', 'SYSTEM', 'OUTLN', 'DBSNMP', 'SYSMAN', 'MGMT_VIEW', 'DIP', 'TSMSYS', 'ORACLE_OCM', 'XS$NULL',
                        'APPQOSSYS', 'ANONYMOUS', 'XDB', 'WMSYS', 'EXFSYS', 'CTXSYS', 'MDSYS', 'MDDATA', 'SI_INFORMTN_SCHEMA',
                        'ORDSYS', 'ORDDATA', 'ORDPLUGINS', 'OLAPSYS', 'DMSYS', 'LBACSYS', 'DVSYS', 'DVF', 'AUDSYS',
                        'GSMADMIN_INTERNAL', 'OJVMSYS', 'SPATIAL_CSW_ADMIN_USR', 'SPATIAL_WFS_ADMIN_USR', 'OWBSYS',
                        'OWBSYS_AUDIT', 'FLOWS_FILES', 'APEX_PUBLIC_USER')
      or u.username like 'APEX\_0%' escape '\'
      or u.username like 'FLOWS\_0%' escape '\'
)
select a.con_name,
       a.username,
       a.maintained,
       a.is_self,
       a.account_status,
       a.profile,
       a.created,
       a.lock_date,
       round(sysdate - a.lock_date, 1) as lock_days,
       a.expiry_date,
       round(a.expiry_date - sysdate, 1) as days_left,
       a.last_login
  from (select cast(null as varchar2(128)) as con_name, u.username,
               nvl2(os.username, 'Y', 'N') as maintained,
               case when u.username = user then 'Y' else 'N' end as is_self,
               u.account_status, u.profile, u.created, u.lock_date, u.expiry_date,
               cast(null as date) as last_login
          from dba_users u
          left join oracle_schema os
            on os.username = u.username
         order by case when u.account_status = 'OPEN' then 1 else 0 end, u.username) a
 where (a.maintained = 'N' or a.account_status not like '%LOCKED%')
   and rownum <= 1000
