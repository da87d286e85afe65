-- +++
-- id      = "db.profile"
-- req     = ["HO-12"]
-- title   = { zh-CN = "口令策略（概要文件）", en = "Password policy (profiles)" }
-- why     = { zh-CN = "口令可无限次试错、没有复杂度要求，是等保检查的必查项。", en = "Unlimited attempts and no complexity rule are what every security assessment looks for." }
-- advice  = { zh-CN = "按等保要求修改在用的概要文件，例如 alter profile <概要文件> limit failed_login_attempts 10 password_lock_time 1 password_verify_function ora12c_verify_function（11.2 先执行 utlpwdmg.sql，用 verify_function_11g）。应用账户专用概要文件可以保留口令不过期（过期会使应用中断），但须另行登记定期更换的办法。", en = "Change the profiles in use, e.g. alter profile <profile> limit failed_login_attempts 10 password_lock_time 1 password_verify_function ora12c_verify_function (11.2: run utlpwdmg.sql first, verify_function_11g). A profile just for application accounts may keep passwords that do not expire (expiry stops the application) if there is another rule for changing them." }
-- cadence = "half-yearly"
-- subject = ["con_name", "profile"]
-- # Profiles that have accounts which are not Oracle's own and not locked. DEFAULT is resolved to its value.
-- empty   = "ok"
-- baseline = true
-- watch   = ["failed_login_attempts", "password_life_time", "password_lock_time", "password_verify_function"]
-- column.con_name                 = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.profile                  = { type = "text",    title = { zh-CN = "概要文件", en = "Profile" } }
-- column.accounts                 = { type = "integer", unit = "count", title = { zh-CN = "账户数", en = "Accounts" } }
-- column.failed_login_attempts    = { type = "text",    title = { zh-CN = "失败锁定次数", en = "Failed attempts" } }
-- column.password_lock_time       = { type = "text",    title = { zh-CN = "锁定天数", en = "Lock time" } }
-- column.password_life_time       = { type = "text",    title = { zh-CN = "口令有效天数", en = "Life time" } }
-- column.password_grace_time      = { type = "text",    title = { zh-CN = "宽限天数", en = "Grace time" } }
-- column.password_reuse_max       = { type = "text",    title = { zh-CN = "重用次数", en = "Reuse max" } }
-- column.password_reuse_time      = { type = "text",    title = { zh-CN = "重用天数", en = "Reuse time" } }
-- column.password_verify_function = { type = "text",    title = { zh-CN = "复杂度函数", en = "Verify function" } }
-- [[rule]]
-- level = "note"
-- topic = "attempts"
-- when  = "failed_login_attempts == 'UNLIMITED'"
-- says  = { zh-CN = "概要文件 {{ profile }}（{{ accounts }} 个账户）不限制口令试错次数", en = "Profile {{ profile }} ({{ accounts }} accounts) allows any number of wrong passwords" }
-- [[rule]]
-- level = "note"
-- topic = "life"
-- when  = "password_life_time == 'UNLIMITED'"
-- says  = { zh-CN = "概要文件 {{ profile }}（{{ accounts }} 个账户）口令永不过期", en = "Passwords of profile {{ profile }} ({{ accounts }} accounts) never expire" }
-- [[rule]]
-- level = "note"
-- topic = "complexity"
-- when  = "password_verify_function == null || password_verify_function == 'NULL'"
-- says  = { zh-CN = "概要文件 {{ profile }}（{{ accounts }} 个账户）没有口令复杂度检查", en = "Profile {{ profile }} ({{ accounts }} accounts) has no password complexity check" }
-- [[rule]]
-- level = "note"
-- topic = "baseline"
-- when  = "has_baseline && changed"
-- says  = { zh-CN = "概要文件 {{ profile }} 的口令策略与基线不同", en = "The password policy of profile {{ profile }} is not that of the baseline" }
-- [[example]]
-- name   = "strict"
-- rows   = [["", "SBF_STRICT", 3, "5", "1", "90", "7", "5", "365", "ORA12C_VERIFY_FUNCTION"]]
-- expect = "ok"
-- [[example]]
-- name   = "any number of attempts"
-- rows   = [["", "P1", 3, "UNLIMITED", "1", "90", "7", "5", "365", "ORA12C_VERIFY_FUNCTION"]]
-- expect = "note"
-- says   = "试错"
-- [[example]]
-- name   = "never expires"
-- rows   = [["", "SBF_APP_PROFILE", 13, "10", "1", "UNLIMITED", "7", "5", "365", "ORA12C_VERIFY_FUNCTION"]]
-- expect = "note"
-- says   = "永不过期"
-- [[example]]
-- name   = "no complexity"
-- rows   = [["", "DEFAULT", 3, "10", "1", "180", "7", "UNLIMITED", "UNLIMITED", "NULL"]]
-- expect = "note"
-- says   = "复杂度"
-- [[example]]
-- name   = "changed"
-- rows   = [["", "DEFAULT", 3, "20", "1", "90", "7", "5", "365", "F"]]
-- baseline = [["", "DEFAULT", 3, "10", "1", "90", "7", "5", "365", "F"]]
-- expect = "note"
-- says   = "与基线不同"
-- [[example]]
-- name   = "no such account"
-- rows   = []
-- expect = "ok"
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
select cast(null as varchar2(128)) as con_name,
       r.profile,
       u.accounts,
       max(case r.resource_name when 'FAILED_LOGIN_ATTEMPTS' then r.value end) as failed_login_attempts,
       max(case r.resource_name when 'PASSWORD_LOCK_TIME' then r.value end) as password_lock_time,
       max(case r.resource_name when 'PASSWORD_LIFE_TIME' then r.value end) as password_life_time,
       max(case r.resource_name when 'PASSWORD_GRACE_TIME' then r.value end) as password_grace_time,
       max(case r.resource_name when 'PASSWORD_REUSE_MAX' then r.value end) as password_reuse_max,
       max(case r.resource_name when 'PASSWORD_REUSE_TIME' then r.value end) as password_reuse_time,
       max(case r.resource_name when 'PASSWORD_VERIFY_FUNCTION' then r.value end) as password_verify_function
  from (select p.profile, p.resource_name,
               case p.limit when 'DEFAULT' then d.limit else p.limit end as value
          from dba_profiles p
          join dba_profiles d
            on d.profile = 'DEFAULT' and d.resource_name = p.resource_name
         where p.resource_type = 'PASSWORD') r
  join (select a.profile, count(*) as accounts
          from dba_users a
         where a.username not in (select os.username from oracle_schema os)
           and a.account_status not like '%LOCKED%'
         group by a.profile) u
    on u.profile = r.profile
 group by r.profile, u.accounts
 order by r.profile
