-- From 12.2 on MRP0 only leads and is IDLE; what recovery does, and waits for, the log merger's row says. The worst word of both counts.
select nvl(sum(case when upper(name) like 'MRP%' then 1 else 0 end), 0) mrp,
       coalesce(max(case when kind = 'RECOVERY' and action in ('ERROR', 'WAIT_FOR_GAP') then action end),
                max(case when lower(role) = 'recovery logmerger' then action end),
                max(case when kind = 'RECOVERY' then action end)) mrp_status,
       max(case when kind = 'RECOVERY' then thread# end) mrp_thread,
       max(case when kind = 'RECOVERY' then sequence# end) mrp_seq,
       nvl(sum(case when upper(name) like 'RFS%' or upper(role) like 'RFS%' then 1 else 0 end), 0) rfs
  from (select name, role, action, thread#, sequence#,
               case when upper(name) like 'MRP%' or lower(role) = 'recovery logmerger' then 'RECOVERY' else 'OTHER' end kind
          from gv$dataguard_process)
