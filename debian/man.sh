#!/bin/sh
# Manual pages, the completion and the journal's message catalogue, into a folder:  debian/man.sh PORTALCTL FOLDER
set -eu
portalctl=$1 folder=$2
mkdir -p "$folder"
"$portalctl" --man-page > "$folder/portalctl.8"
"$portalctl" --bash-completion > "$folder/portalctl"
"$portalctl" --journal-catalogue > "$folder/kenko-portal.catalog"

# The configuration as it comes explains each key.
{
  cat <<'END'
.TH PORTAL.TOML 5 "" "kenko-portal" "File Formats"
.SH NAME
portal.toml \- configuration of the health portal
.SH DESCRIPTION
/etc/kenko\-portal/portal.toml, in TOML. An unknown key is an error.
.B portalctl config check
tells what is wrong,
.B portalctl config show
what is in force. What is out of force below shows its default. As it is installed:
.PP
.nf
END
  sed -e 's/\\/\\e/g' -e "s/^\([.']\)/\\\\\&\1/" -e 's/-/\\-/g' "$(dirname "$0")/etc/portal.toml"
  printf '.fi\n.SH SEE ALSO\nportalctl(8)\n'
} > "$folder/portal.toml.5"

page() {  # page NAME WHAT USAGE: the text comes from standard input
  {
    printf '.TH %s 8 "" "kenko-portal" "System Administration"\n.SH NAME\n%s \\- %s\n.SH SYNOPSIS\n.B %s\n' \
      "$(echo "$1" | tr a-z A-Z)" "$1" "$2" "$3"
    cat
    printf '.SH SEE ALSO\nportalctl(8), portal.toml(5)\n'
  } | sed 's/\([a-z]\)-\([a-z]\)/\1\\-\2/g' > "$folder/$1.8"
}

page portal-web 'worker for the pages of the health portal' \
  '/usr/lib/kenko-portal/portal-web \-\-config \fIFILE\fR \-\-pool \fBweb\fR|\fBauth\fR' <<'END'
.SH DESCRIPTION
A FastCGI worker: one process, one request at a time. systemd gives it the listening socket as its standard input,
starts as many as portal.target names (portal-web@1, portal-auth@1, ...), feeds it keys and watches it. The pool
.B auth
makes and checks passwords,
.B web
shows all else; nginx decides which.
.PP
A worker that starts while the database is away stays, answers 503 and recovers. SIGTERM ends it after the request at
hand.
.SH EXIT STATUS
0; 64 usage; 78: the configuration, a key or the tables are not what it needs, and its last line in the journal says
which. It is not started again then: mend it, and
.BR "systemctl start portal.target" .
END
page portal-mailer 'sends the mails of the health portal' \
  '/usr/lib/kenko-portal/portal-mailer \-\-config \fIFILE\fR' <<'END'
.SH DESCRIPTION
Takes mails out of the database's queue and hands them to the mail server of portal.toml. Any number may run. Its
line in
.B systemctl status
tells how many wait, are being sent and have failed.
.SH EXIT STATUS
0; 64 usage; 78: the configuration, a key or the tables are not what it needs.
END
