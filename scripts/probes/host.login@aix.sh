part clock
date '+%Y-%m-%d %H:%M:%S'
if [ -r /etc/security/failedlogin ]; then
  part wtmp
  last | head -n 5000
  part who
  who /etc/security/failedlogin | tail -n 50000
else
  denied /etc/security/failedlogin
fi
