-- +++
-- id      = "db.dba-role"
-- req     = ["HO-12"]
-- title   = { zh-CN = "拥有 DBA 角色的账户和角色", en = "Who has the DBA role" }
-- why     = { zh-CN = "DBA 角色可以读改任何数据；应用账户带 DBA，一处注入漏洞就等于整库失守。", en = "The DBA role reads and changes everything; with an application account that has it, one injection is the whole database." }
-- advice  = { zh-CN = "应用账户收回 DBA：先查它实际用到的权限（select * from dba_tab_privs / dba_sys_privs，或用权限分析），授予所需最小权限，在测试环境验证后 revoke dba from <账户>（注意同时失去 unlimited tablespace，须先设配额）。个人管理账户确需的，执行 opsctl baseline accept 登记。", en = "Take DBA away from application accounts: find what they use (dba_tab_privs, dba_sys_privs, privilege analysis), grant just that, test, then revoke dba from <account> (unlimited tablespace goes with it: set quotas first). Personal administrators who need it go into the baseline (opsctl baseline accept)." }
-- cadence = "weekly"
-- subject = ["con_name", "grantee"]
-- # Directly or through other roles. SYS and SYSTEM have it by nature and are not listed.
-- empty   = "ok"
-- baseline = true
-- watch   = ["admin_option"]
-- gone_says = { zh-CN = "{{ grantee }} 不再拥有 DBA 角色", en = "{{ grantee }} no longer has the DBA role" }
-- column.con_name       = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.grantee        = { type = "text",    title = { zh-CN = "被授予者", en = "Grantee" } }
-- column.grantee_type   = { type = "text",    title = { zh-CN = "种类", en = "Kind" } }
-- column.account_status = { type = "text",    title = { zh-CN = "账户状态", en = "Status" } }
-- column.distance       = { type = "integer", unit = "count", title = { zh-CN = "层级（1 为直接）", en = "Distance (1 = direct)" } }
-- column.admin_option   = { type = "text",    title = { zh-CN = "可转授", en = "Admin option" } }
-- [[rule]]
-- level = "warning"
-- when  = "has_baseline && !known"
-- says  = { zh-CN = "{{ grantee }} 拥有 DBA 角色（层级 {{ distance }}，可转授 {{ admin_option }}），不在基线中", en = "{{ grantee }} has the DBA role (distance {{ distance }}, admin option {{ admin_option }}) and is not in the baseline" }
-- [[rule]]
-- level = "note"
-- when  = "!has_baseline || known"
-- says  = { zh-CN = "{{ grantee }} 拥有 DBA 角色（层级 {{ distance }}，可转授 {{ admin_option }}）", en = "{{ grantee }} has the DBA role (distance {{ distance }}, admin option {{ admin_option }})" }
-- [[example]]
-- name   = "no baseline yet"
-- rows   = [["", "SBF_ZS", "USER", "OPEN", 1, "NO"]]
-- expect = "note"
-- [[example]]
-- name   = "accepted"
-- rows   = [["", "ZHANGSAN", "USER", "OPEN", 1, "NO"]]
-- baseline = [["", "ZHANGSAN", "USER", "OPEN", 1, "NO"]]
-- expect = "note"
-- [[example]]
-- name   = "granted since, through a role"
-- rows   = [["", "ZHANGSAN", "USER", "OPEN", 1, "NO"], ["", "SBF_OPS", "ROLE", "", 1, "NO"], ["", "LISI", "USER", "OPEN", 2, "NO"]]
-- baseline = [["", "ZHANGSAN", "USER", "OPEN", 1, "NO"]]
-- expect = "warning"
-- says   = "不在基线中"
-- [[example]]
-- name   = "only SYS and SYSTEM"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) as con_name,
       g.grantee,
       case when u.username is null then 'ROLE' else 'USER' end as grantee_type,
       u.account_status,
       g.distance,
       g.admin_option
  from (select h.grantee, min(h.distance) as distance, max(h.admin_option) as admin_option
          from (select r.grantee, r.admin_option, level as distance
                  from dba_role_privs r
                 start with r.granted_role = 'DBA'
               connect by nocycle prior r.grantee = r.granted_role) h
         group by h.grantee) g
  left join dba_users u
    on u.username = g.grantee
 where g.grantee not in ('SYS', 'SYSTEM')
 order by g.distance, g.grantee
