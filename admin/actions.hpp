#pragma once
#include "admin/call.hpp"
#include "admin/sight.hpp"

// What the lines of commands.cpp run; each stands in the file of its noun, and the table says what it does.
namespace portal::admin {

Exit doctor(const Call& call);
Exit stats(const DatabaseCall& call);
Exit cleanup(const Changing<DatabaseCall>& call);

Exit config_check(const Call& call);
Exit config_show(const ConfiguredCall& call);
Exit config_nginx(const Changing<ConfiguredCall>& call);
Exit config_create_secrets(const Changing<ConfiguredCall>& call);
Exit config_rotate_key(const Changing<ConfiguredCall>& call);
Exit database_create(const Changing<ConfiguredCall>& call);

Exit backup_create(const Changing<ConfiguredCall>& call);
Exit backup_verify(const ConfiguredCall& call);

Exit schema_status(const ConfiguredCall& call);
Exit schema_migrate(const Changing<ConfiguredCall>& call);

Exit society_add(const Changing<DatabaseCall>& call);
Exit society_set(const Changing<DatabaseCall>& call);
Exit society_list(const DatabaseCall& call);
Exit society_show(const DatabaseCall& call);
Exit society_error_pages(const Changing<DatabaseCall>& call);

Exit member_import(const Changing<SocietyCall>& call);
Sight member_find(const SocietyCall& call);
Sight member_show(const SocietyCall& call);
Exit member_unlock(const Changing<SocietyCall>& call);
Exit member_protect(const Changing<SocietyCall>& call);
Exit member_reset_two_step(const Changing<SocietyCall>& call);
Sight member_erased(const SocietyCall& call);

Exit session_end_all(const Changing<SocietyCall>& call);

Exit postcard_issue(const Changing<SocietyCall>& call);
Exit postcard_reissue(const Changing<SocietyCall>& call);
Exit postcard_stop_order(const Changing<SocietyCall>& call);
Exit postcard_sample(const SocietyCall& call);

Sight report_unread(const SocietyCall& call);
Exit report_monthly(const SocietyCall& call);

Exit notice_publish(const Changing<SocietyCall>& call);
Exit notice_list(const SocietyCall& call);
Exit notice_show(const SocietyCall& call);
Exit notice_withdraw(const Changing<SocietyCall>& call);

Exit arrivals_send(const Changing<DatabaseCall>& call);
Exit arrivals_status(const SocietyCall& call);

Exit topic_publish(const Changing<SocietyCall>& call);
Exit topic_list(const SocietyCall& call);
Exit topic_withdraw(const Changing<SocietyCall>& call);

Exit import_list(const SocietyCall& call);
Exit import_show(const SocietyCall& call);
Exit import_revert(const Changing<SocietyCall>& call);

Exit inbox_run(const Changing<DatabaseCall>& call);

Exit expense_import(const Changing<SocietyCall>& call);
Exit expense_status(const SocietyCall& call);

Exit document_import(const Changing<SocietyCall>& call);
Sight document_list(const SocietyCall& call);
Sight document_show(const SocietyCall& call);
Exit document_withdraw(const Changing<SocietyCall>& call);

Sight application_list(const SocietyCall& call);
Sight application_show(const SocietyCall& call);
Exit application_export(const Changing<SocietyCall>& call);
Exit application_exports(const SocietyCall& call);
Exit application_import_results(const Changing<SocietyCall>& call);

Exit limit_import(const Changing<SocietyCall>& call);
Exit limit_list(const SocietyCall& call);
Exit limit_show(const SocietyCall& call);

Sight audit_who_saw(const SocietyCall& call);
Sight audit_seen_by(const SocietyCall& call);
Sight audit_odd(const DatabaseCall& call);
Exit audit_verify(const DatabaseCall& call);
Sight audit_export(const SocietyCall& call);
Exit audit_archive(const Changing<ConfiguredCall>& call);

Sight incident_scope(const SocietyCall& call);
Sight incident_drill(const SocietyCall& call);

Exit screening_import(const Changing<SocietyCall>& call);
Exit screening_list(const SocietyCall& call);
Exit screening_show(const SocietyCall& call);
Exit screening_withdraw(const Changing<SocietyCall>& call);

Sight mail_list(const DatabaseCall& call);
Sight mail_show(const DatabaseCall& call);
Exit mail_stats(const DatabaseCall& call);
Exit mail_hold(const Changing<DatabaseCall>& call);
Exit mail_release(const Changing<DatabaseCall>& call);
Exit mail_retry(const Changing<DatabaseCall>& call);
Exit mail_delete(const Changing<DatabaseCall>& call);
Exit mail_resume(const Changing<DatabaseCall>& call);
Exit mail_test(const Changing<SocietyCall>& call);

}  // namespace portal::admin
