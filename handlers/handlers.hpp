#pragma once
#include "fcgi/visit.hpp"

// Every page's functions, by file. The parameter is the access rule; routes.cpp says which URL leads where.
namespace portal {

// Outside every society
Response societies_list(SiteVisit& visit);
Response components_of_first_society(SiteVisit& visit);
Response healthz(SiteVisit& visit);
Response readyz(SiteVisit& visit);

// Open to all
Response front_show(Visit& visit);
Response login_show(Visit& visit);
Response login_submit(Visit& visit);
Response login_preset_show(Visit& visit);
Response login_preset_submit(Visit& visit);
Response register_show(Visit& visit);
Response register_submit(Visit& visit);
Response register_sent_show(Visit& visit);
Response register_start_show(Visit& visit);
Response register_start_submit(Visit& visit);
Response register_done_show(Visit& visit);
Response reissue_show(Visit& visit);
Response reissue_submit(Visit& visit);
Response reissue_sent_show(Visit& visit);
Response reissue_start_show(Visit& visit);
Response reissue_start_submit(Visit& visit);
Response reissue_done_show(Visit& visit);
Response password_done_show(Visit& visit);
Response help_index(Visit& visit);
Response help_topic(Visit& visit);
Response text_size_change(Visit& visit);
Response go_follow(Visit& visit);
Response unsubscribe_show(Visit& visit);
Response unsubscribe_submit(Visit& visit);
Response unsubscribe_done_show(Visit& visit);
Response profile_emails_start_show(Visit& visit);
Response components_show(Visit& visit);

// Inside registration
Response register_account_show(RegistrationVisit& visit);
Response register_account_submit(RegistrationVisit& visit);

// Inside reissue
Response reissue_password_show(ReissueVisit& visit);
Response reissue_password_submit(ReissueVisit& visit);

// Inside a two-step sign-in
Response login_code_show(SecondStepVisit& visit);
Response login_code_submit(SecondStepVisit& visit);

// Signed in, though the password may be past its end
Response password_show(SignedInVisit& visit);
Response password_submit(SignedInVisit& visit);
Response logout_submit(SignedInVisit& visit);
Response session_left(SignedInVisit& visit);

// Signed in
Response home_show(MemberVisit& visit);
Response profile_show(MemberVisit& visit);
Response profile_submit(MemberVisit& visit);
Response profile_done_show(MemberVisit& visit);
Response profile_arrivals_submit(MemberVisit& visit);
Response profile_emails_show(MemberVisit& visit);
Response profile_emails_submit(MemberVisit& visit);
Response profile_emails_sent_show(MemberVisit& visit);
Response profile_emails_confirm_show(MemberVisit& visit);
Response profile_emails_confirm_submit(MemberVisit& visit);
Response profile_emails_done_show(MemberVisit& visit);
Response profile_emails_primary_show(MemberVisit& visit);
Response profile_emails_primary_submit(MemberVisit& visit);
Response profile_emails_removal_show(MemberVisit& visit);
Response profile_emails_removal_submit(MemberVisit& visit);
Response session_show(MemberVisit& visit);
Response expenses_show(MemberVisit& visit);
Response expenses_file(MemberVisit& visit);
Response documents_list(MemberVisit& visit);
Response documents_show(MemberVisit& visit);
Response documents_file(MemberVisit& visit);
Response expenses_tax_show(MemberVisit& visit);
Response expenses_tax_file(MemberVisit& visit);
Response limit_certificate_list(MemberVisit& visit);
Response limit_certificate_submit(MemberVisit& visit);
Response limit_certificate_guide_show(MemberVisit& visit);
Response limit_certificate_guide_submit(MemberVisit& visit);
Response limit_certificate_guide_advice(MemberVisit& visit);
Response limit_certificate_new_show(MemberVisit& visit);
Response limit_certificate_new_submit(MemberVisit& visit);
Response limit_certificate_application_show(MemberVisit& visit);
Response limit_certificate_application_submit(MemberVisit& visit);
Response limit_certificate_correction_show(MemberVisit& visit);
Response limit_certificate_correction_submit(MemberVisit& visit);
Response limit_certificate_withdrawal_show(MemberVisit& visit);
Response limit_certificate_withdrawal_submit(MemberVisit& visit);
Response screenings_list(MemberVisit& visit);
Response screenings_submit(MemberVisit& visit);
Response screenings_programme_show(MemberVisit& visit);
Response screenings_programme_submit(MemberVisit& visit);
Response screenings_application_show(MemberVisit& visit);
Response screenings_cancellation_show(MemberVisit& visit);
Response screenings_cancellation_submit(MemberVisit& visit);
Response notices_list(MemberVisit& visit);
Response notices_show(MemberVisit& visit);
Response topics_list(MemberVisit& visit);
Response topics_show(MemberVisit& visit);
Response family_show(MemberVisit& visit);
Response family_submit(MemberVisit& visit);
Response family_done_show(MemberVisit& visit);
Response security_show(MemberVisit& visit);
Response security_submit(MemberVisit& visit);
Response security_sessions_submit(MemberVisit& visit);
Response security_two_step_show(MemberVisit& visit);
Response security_two_step_submit(MemberVisit& visit);
Response security_two_step_app_show(MemberVisit& visit);
Response security_two_step_app_submit(MemberVisit& visit);
Response security_two_step_off_show(MemberVisit& visit);
Response security_two_step_off_submit(MemberVisit& visit);
Response security_recovery_codes_show(MemberVisit& visit);
Response security_recovery_codes_submit(MemberVisit& visit);

}  // namespace portal
