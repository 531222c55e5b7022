#pragma once
#include <vector>

#include "admin/checks.hpp"
#include "sql/societies.hpp"

// The parts of portalctl doctor that need no database, each by what it looks at.
namespace portal::admin {

// By TLS handshakes with this machine's nginx, as a browser would judge it for the origin's host. What is wrong with it
// makes a machine ill unless another one, to which the origin's name leads, shows members a good one.
void check_certificate(Checks& checks, const std::string& origin, Timestamp now);
// That the nginx at work knows the name: its configuration may be changed and not loaded yet.
void check_name_at_nginx(Checks& checks, const std::string& origin);

// Whether the mailer's unit lets it reach the mail server and whoever knows that one's address: portalctl itself may.
void check_mailer_s_way(Checks& checks, const Config& config);

// As the mailer would: connects, EHLO, STARTTLS, AUTH; no mail.
void check_mail_server(Checks& checks, const Config& config);

void check_backups(Checks& checks, const Config& config, Timestamp now);

// Whether nginx's copies say what they would if they were written now, and name no asset that isn't there.
void check_error_pages(Checks& checks, const Config& config, const std::vector<Society>& societies);

void check_disk(Checks& checks, const std::filesystem::path& folder, std::string_view what);
void check_disks(Checks& checks, const Config& config, const std::filesystem::path& config_file);

// Where systemd runs the portal. The demo has a supervisor of its own, and nothing is said of units and clocks; of an
// installation whose systemd can't be asked, check_units() says so.
bool is_run_by_systemd();
void check_units(Checks& checks, const Config& config, std::optional<Role> role);
void check_clock_is_kept(Checks& checks);

// Whether what Debian has mended is installed here, by the lists that apt has, and whether these are a week old at
// most: of all packages, as a portal stands on nginx, MariaDB and the kernel, too.
void check_security_updates(Checks& checks, Timestamp now);

// That each pool's workers answer, not only that somebody listens.
void check_workers(Checks& checks, const Config& config, std::optional<Role> role);

}  // namespace portal::admin
