# The outbox of messages to residents and the verbs `message ...`: admin/CMakeLists.txt includes
# this.
set(HARMONY_ADMIN_MESSAGES_SOURCES
    cli/message.cpp cli/message_list.cpp cli/message_run.cpp cli/message_server.cpp
    messages/letter.cpp messages/mail_text.cpp messages/mail_way.cpp messages/message_matter.cpp
    messages/message_ref.cpp messages/message_settings.cpp messages/message_words.cpp messages/notify_token.cpp
    messages/notify_way.cpp messages/outbox.cpp)
set(HARMONY_ADMIN_MESSAGES_HEADERS
    cli/message.h cli/message_verbs.h messages/letter.h messages/mail_text.h messages/mail_way.h
    messages/message_matter.h messages/message_ref.h messages/message_settings.h messages/message_way.h
    messages/message_words.h messages/notify_token.h messages/notify_way.h messages/outbox.h)
