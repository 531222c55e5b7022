#pragma once
#include "fcgi/visit.hpp"

// Every page's functions, by file. The parameter is the access rule; routes.cpp says which URL leads where.
namespace portal {

// Outside every society
Response societies_list(SiteVisit& visit);
Response change_password(SiteVisit& visit);
Response components_of_first_society(SiteVisit& visit);
Response healthz(MonitorVisit& visit);
Response readyz(MonitorVisit& visit);

// Open to all
Response front_show(Visit& visit);
Response login_show(Visit& visit);
Response login_submit(Writing<Visit>& visit);
Response login_passkey_submit(Writing<Visit>& visit);
Response login_preset_show(Visit& visit);
Response login_preset_submit(Writing<Visit>& visit);
Response register_show(Visit& visit);
Response register_submit(Writing<Visit>& visit);
Response register_sent_show(Visit& visit);
Response register_code_show(Visit& visit);
Response register_code_submit(Writing<Visit>& visit);
Response register_start_show(Marking<Visit>& visit);
Response register_start_submit(Writing<Visit>& visit);
Response register_done_show(Visit& visit);
Response register_renewed_show(Visit& visit);
Response register_expired_show(Visit& visit);
Response reissue_show(Visit& visit);
Response reissue_submit(Writing<Visit>& visit);
Response reissue_sent_show(Visit& visit);
Response reissue_code_show(Visit& visit);
Response reissue_code_submit(Writing<Visit>& visit);
Response reissue_start_show(Marking<Visit>& visit);
Response reissue_start_submit(Writing<Visit>& visit);
Response reissue_done_show(Visit& visit);
Response reissue_expired_show(Visit& visit);
Response reissue_postcard_show(Visit& visit);
Response reissue_postcard_submit(Writing<Visit>& visit);
Response reissue_postcard_sent_show(Visit& visit);
Response reissue_postcard_stop_show(Marking<Visit>& visit);
Response reissue_postcard_stop_submit(Writing<Visit>& visit);
Response reissue_postcard_stopped_show(Visit& visit);
Response password_done_show(Visit& visit);
Response help_index(Visit& visit);
Response help_topic(Visit& visit);
Response text_size_change(Visit& visit);
Response go_follow(Marking<Visit>& visit);
Response unsubscribe_show(Visit& visit);
Response unsubscribe_submit(Writing<Visit>& visit);
Response unsubscribe_done_show(Visit& visit);
Response profile_emails_start_show(Marking<Visit>& visit);
Response components_show(Visit& visit);

// Inside registration
Response register_account_show(RegistrationVisit& visit);
Response register_account_submit(Writing<RegistrationVisit>& visit);

// Inside reissue
Response reissue_password_show(ReissueVisit& visit);
Response reissue_password_submit(Writing<ReissueVisit>& visit);

// Inside a two-step sign-in
Response login_code_show(SecondStepVisit& visit);
Response login_code_submit(Writing<SecondStepVisit>& visit);

// Signed in, though the password may be past its end
Response password_show(SignedInVisit& visit);
Response password_submit(Writing<SignedInVisit>& visit);
Response logout_submit(Writing<SignedInVisit>& visit);
Response logout_done_show(Visit& visit);
Response session_left(SignedInVisit& visit);

// Signed in
Response home_show(MemberVisit& visit);
Response profile_show(MemberVisit& visit);
Response profile_submit(Writing<MemberVisit>& visit);
Response profile_done_show(MemberVisit& visit);
Response profile_arrivals_submit(Writing<MemberVisit>& visit);
Response profile_emails_show(MemberVisit& visit);
Response profile_emails_submit(Writing<MemberVisit>& visit);
Response profile_emails_sent_show(MemberVisit& visit);
Response profile_emails_code_show(MemberVisit& visit);
Response profile_emails_code_submit(Writing<MemberVisit>& visit);
Response profile_emails_confirm_show(MemberVisit& visit);
Response profile_emails_confirm_submit(Writing<MemberVisit>& visit);
Response profile_emails_done_show(MemberVisit& visit);
Response profile_emails_primary_show(MemberVisit& visit);
Response profile_emails_primary_submit(Writing<MemberVisit>& visit);
Response profile_emails_removal_show(MemberVisit& visit);
Response profile_emails_removal_submit(Writing<MemberVisit>& visit);
Response session_show(MemberVisit& visit);
Response expenses_show(Recording<MemberVisit>& visit);
Response expenses_file(Recording<MemberVisit>& visit);
Response documents_list(MemberVisit& visit);
Response documents_show(MemberVisit& visit);
Response documents_file(Writing<MemberVisit>& visit);
Response expenses_tax_show(Recording<MemberVisit>& visit);
Response expenses_tax_file(Recording<MemberVisit>& visit);
Response limit_certificate_list(MemberVisit& visit);
Response limit_certificate_submit(Writing<MemberVisit>& visit);
Response limit_certificate_guide_show(MemberVisit& visit);
Response limit_certificate_guide_submit(MemberVisit& visit);
Response limit_certificate_guide_advice(MemberVisit& visit);
Response limit_certificate_new_show(MemberVisit& visit);
Response limit_certificate_new_submit(MemberVisit& visit);
Response limit_certificate_application_show(MemberVisit& visit);
Response limit_certificate_application_submit(Writing<MemberVisit>& visit);
Response limit_certificate_correction_show(MemberVisit& visit);
Response limit_certificate_correction_submit(MemberVisit& visit);
Response limit_certificate_withdrawal_show(MemberVisit& visit);
Response limit_certificate_withdrawal_submit(Writing<MemberVisit>& visit);
Response screenings_list(MemberVisit& visit);
Response screenings_submit(Writing<MemberVisit>& visit);
Response screenings_programme_show(MemberVisit& visit);
Response screenings_programme_submit(MemberVisit& visit);
Response screenings_application_show(MemberVisit& visit);
Response screenings_cancellation_show(MemberVisit& visit);
Response screenings_cancellation_submit(Writing<MemberVisit>& visit);
Response notices_list(MemberVisit& visit);
Response notices_show(Marking<MemberVisit>& visit);
Response topics_list(MemberVisit& visit);
Response topics_show(MemberVisit& visit);
Response family_show(MemberVisit& visit);
Response family_submit(Writing<MemberVisit>& visit);
Response family_done_show(MemberVisit& visit);
Response security_show(MemberVisit& visit);
Response security_submit(Writing<MemberVisit>& visit);
Response security_sessions_submit(Writing<MemberVisit>& visit);
Response security_closure_show(MemberVisit& visit);
Response security_closure_submit(Writing<MemberVisit>& visit);
Response security_closure_done_show(Visit& visit);
Response security_second_factor_show(SignedInVisit& visit);
Response security_telephone_code_show(MemberVisit& visit);
Response security_two_step_show(SecuringVisit& visit);
Response security_two_step_submit(Writing<SecuringVisit>& visit);
Response security_two_step_app_show(SecuringVisit& visit);
Response security_two_step_app_submit(Writing<SecuringVisit>& visit);
Response security_two_step_off_show(MemberVisit& visit);
Response security_two_step_off_submit(Writing<MemberVisit>& visit);
Response security_passkeys_show(MemberVisit& visit);
Response security_passkeys_submit(Writing<SecuringVisit>& visit);
Response security_passkeys_new_show(SecuringVisit& visit);
Response security_passkeys_new_submit(Writing<SecuringVisit>& visit);
Response security_passkeys_name_show(MemberVisit& visit);
Response security_passkeys_name_submit(Writing<MemberVisit>& visit);
Response security_passkeys_removal_show(MemberVisit& visit);
Response security_passkeys_removal_submit(Writing<MemberVisit>& visit);
Response login_passkey_offer_show(MemberVisit& visit);
Response security_recovery_codes_show(MemberVisit& visit);
Response security_recovery_codes_submit(Writing<MemberVisit>& visit);

}  // namespace portal
