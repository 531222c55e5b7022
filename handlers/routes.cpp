// The map of the product: one line per URL. The file of a handler, its template and its test share the URL's name.
#include "handlers/handlers.hpp"
#include "handlers/layout.hpp"
#include "handlers/site.hpp"

namespace portal {
namespace {

using enum Method;

constexpr Route routes[] = {
    {get, "/", societies_list},
    {get, "/components", components_of_first_society},
    {get, "/healthz", healthz},
    {get, "/readyz", readyz},

    {get, "/{s}/", front_show},
    {get, "/{s}/login", login_show},
    {post, "/{s}/login", login_submit},
    {get, "/{s}/login/code", login_code_show},
    {post, "/{s}/login/code", login_code_submit},
    {get, "/{s}/login/preset", login_preset_show},
    {post, "/{s}/login/preset", login_preset_submit},
    {get, "/{s}/register", register_show},
    {post, "/{s}/register", register_submit, Repeat::runs_once},
    {get, "/{s}/register/sent", register_sent_show},
    {get, "/{s}/register/start", register_start_show},
    {post, "/{s}/register/start", register_start_submit},
    {get, "/{s}/register/account", register_account_show},
    {post, "/{s}/register/account", register_account_submit, Repeat::runs_once},
    {get, "/{s}/register/done", register_done_show},
    {get, "/{s}/reissue", reissue_show},
    {post, "/{s}/reissue", reissue_submit, Repeat::runs_once},
    {get, "/{s}/reissue/sent", reissue_sent_show},
    {get, "/{s}/reissue/start", reissue_start_show},
    {post, "/{s}/reissue/start", reissue_start_submit},
    {get, "/{s}/reissue/password", reissue_password_show},
    {post, "/{s}/reissue/password", reissue_password_submit, Repeat::runs_once},
    {get, "/{s}/reissue/done", reissue_done_show},
    {post, "/{s}/logout", logout_submit},
    {get, "/{s}/home", home_show},
    {get, "/{s}/profile", profile_show},
    {post, "/{s}/profile", profile_submit, Repeat::runs_once},
    {get, "/{s}/profile/done", profile_done_show},
    {get, "/{s}/profile/emails", profile_emails_show},
    {post, "/{s}/profile/emails", profile_emails_submit, Repeat::runs_once},
    {get, "/{s}/profile/emails/sent", profile_emails_sent_show},
    {get, "/{s}/profile/emails/start", profile_emails_start_show},
    {get, "/{s}/profile/emails/confirm", profile_emails_confirm_show},
    {post, "/{s}/profile/emails/confirm", profile_emails_confirm_submit, Repeat::runs_once},
    {get, "/{s}/profile/emails/done", profile_emails_done_show},
    {get, "/{s}/profile/emails/{email}/primary", profile_emails_primary_show},
    {post, "/{s}/profile/emails/{email}/primary", profile_emails_primary_submit, Repeat::runs_once},
    {get, "/{s}/profile/emails/{email}/removal", profile_emails_removal_show},
    {post, "/{s}/profile/emails/{email}/removal", profile_emails_removal_submit, Repeat::runs_once},
    {get, "/{s}/session", session_show},
    {get, "/{s}/session/left", session_left, Repeat::runs_again, Records::nothing, Presence::does_not_count},
    {get, "/{s}/expenses", expenses_show, Repeat::runs_again, Records::a_visit},
    {get, "/{s}/expenses/tax", expenses_tax_show, Repeat::runs_again, Records::a_visit},
    {get, "/{s}/expenses/tax.csv", expenses_tax_file, Repeat::runs_again, Records::a_visit},
    {get, "/{s}/expenses/{file}", expenses_file, Repeat::runs_again, Records::a_visit},
    {get, "/{s}/documents", documents_list},
    {get, "/{s}/documents/{id}.pdf", documents_file, Repeat::runs_again, Records::a_visit},
    {get, "/{s}/documents/{id}", documents_show},
    {get, "/{s}/notices", notices_list},
    {get, "/{s}/notices/{id}", notices_show, Repeat::runs_again, Records::a_visit},
    {get, "/{s}/topics", topics_list},
    {get, "/{s}/topics/{id}", topics_show},
    {get, "/{s}/family", family_show},
    {post, "/{s}/family", family_submit},
    {get, "/{s}/family/done", family_done_show},
    {get, "/{s}/password", password_show},
    {post, "/{s}/password", password_submit, Repeat::runs_once},
    {get, "/{s}/password/done", password_done_show},
    {get, "/{s}/security", security_show},
    {post, "/{s}/security", security_submit, Repeat::runs_once},
    {post, "/{s}/security/sessions", security_sessions_submit},
    {get, "/{s}/security/two-step", security_two_step_show},
    {post, "/{s}/security/two-step", security_two_step_submit, Repeat::runs_once},
    {get, "/{s}/security/two-step/app", security_two_step_app_show},
    {post, "/{s}/security/two-step/app", security_two_step_app_submit, Repeat::runs_once},
    {get, "/{s}/security/two-step/off", security_two_step_off_show},
    {post, "/{s}/security/two-step/off", security_two_step_off_submit, Repeat::runs_once},
    {get, "/{s}/security/recovery-codes", security_recovery_codes_show},
    {post, "/{s}/security/recovery-codes", security_recovery_codes_submit, Repeat::runs_once},
    {get, "/{s}/help", help_index},
    {get, "/{s}/help/{topic}", help_topic},
    {post, "/{s}/text-size", text_size_change},
    {get, "/{s}/go", go_follow, Repeat::runs_again, Records::a_visit},
    {get, "/{s}/components", components_show},
};

}  // namespace

Site site() { return {routes, layout::around, layout::page_wide, layout::error_page}; }

}  // namespace portal
