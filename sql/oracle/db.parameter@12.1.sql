-- A container may see a parameter twice, CDB-wide (CON_ID 0) and its own: its own counts.
select cast(null as varchar2(128)) as con_name,
       p.inst_id,
       p.name,
       substr(p.value, 1, 1000) as value,
       p.isdefault,
       p.ismodified,
       p.isdeprecated,
       case when lower(p.name) = 'remote_os_authent' and upper(p.value) = 'TRUE' then 'REMOTE_OS_AUTHENT'
            when lower(p.name) = 'remote_os_roles' and upper(p.value) = 'TRUE' then 'REMOTE_OS_ROLES'
            when lower(p.name) = 'o7_dictionary_accessibility' and upper(p.value) = 'TRUE' then 'O7_DICTIONARY'
            when lower(p.name) = 'sec_case_sensitive_logon' and upper(p.value) = 'FALSE' then 'CASE_INSENSITIVE'
            when lower(p.name) = 'audit_trail' and upper(p.value) in ('NONE', 'FALSE') then 'NO_AUDIT'
            when lower(p.name) = 'audit_sys_operations' and upper(p.value) = 'FALSE' then 'SYS_NOT_AUDITED'
            when lower(p.name) = 'recyclebin' and upper(p.value) = 'OFF' then 'RECYCLEBIN_OFF'
            when lower(p.name) = 'db_block_checksum' and upper(p.value) in ('OFF', 'FALSE') then 'NO_CHECKSUM'
            when lower(p.name) = 'statistics_level' and upper(p.value) = 'BASIC' then 'STATISTICS_BASIC'
            when lower(p.name) = 'utl_file_dir' and p.value like '%*%' then 'UTL_FILE_ANY'
            when substr(p.name, 1, 1) = '_' then 'HIDDEN'
            when p.isdeprecated = 'TRUE' and (p.isdefault = 'FALSE' or p.ismodified <> 'FALSE') then 'DEPRECATED'
       end as issue
  from (select s.inst_id, s.name,
               max(s.value) keep (dense_rank last order by s.con_id) as value,
               max(s.isdefault) keep (dense_rank last order by s.con_id) as isdefault,
               max(s.ismodified) keep (dense_rank last order by s.con_id) as ismodified,
               max(s.isdeprecated) keep (dense_rank last order by s.con_id) as isdeprecated
          from gv$system_parameter s
         group by s.inst_id, s.name) p
 where (p.isdefault = 'FALSE'
        or p.ismodified <> 'FALSE'
        or lower(p.name) in ('remote_os_authent', 'remote_os_roles', 'o7_dictionary_accessibility', 'sec_case_sensitive_logon',
                             'audit_trail', 'audit_sys_operations', 'recyclebin', 'db_block_checksum', 'statistics_level',
                             'utl_file_dir'))
   and not (p.name = 'resource_manager_plan' and nvl(p.value, '-') like 'SCHEDULER[%')
 order by p.name, p.inst_id
