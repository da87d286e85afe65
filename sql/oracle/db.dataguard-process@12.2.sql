select nvl(sum(case when upper(name) like 'MRP%' then 1 else 0 end), 0) mrp,
       max(case when upper(name) like 'MRP%' then action end) mrp_status,
       max(case when upper(name) like 'MRP%' then thread# end) mrp_thread,
       max(case when upper(name) like 'MRP%' then sequence# end) mrp_seq,
       nvl(sum(case when upper(name) like 'RFS%' or upper(role) like 'RFS%' then 1 else 0 end), 0) rfs
  from gv$dataguard_process
