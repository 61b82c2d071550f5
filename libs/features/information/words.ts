import type { WordsOf } from '#lib/kernel/index.js';
import type { informationEvents } from './events.js';

const request = ['Request', 'The request, by the name that its first entry gave it.'] as const;
const enquiry = ['Enquiry', 'The enquiry, by the name that its first entry gave it.'] as const;

const support = ['Support', 'The name of the entry, by which other entries refer to it.'] as const;

/** What the events of this family are called on pages and in the catalogue. */
export const informationWords = {
  InformationRequested: {
    label: 'Information requested',
    sentence: 'A member asked for documents or information.',
    fields: {
      id: ['Request', 'The name of the request, by which later entries refer to it.'],
      member: ['Member', 'The member who asked.'],
      by: ['Made by', 'The person who made the request.'],
      principal: ['Principal', 'The member for whom an assistant made it, or nothing where none was named.'],
      basis: ['Basis', 'Why the member says that he or she needs to know.'],
      class: ['Class', 'The class of the information, such as public, confidential or exempt.'],
      to: ['Addressee', 'The role or the person who was asked.'],
      matter: ['Matter', 'The matter that the information is about.'],
      paperOf: ['Paper of', 'The body or the group whose paper it is.'],
      thirdPartyPersonalData: [
        'Personal data of others',
        'Whether the information holds personal data of somebody else.',
      ],
      justification: ['Justification', 'How the member justifies the request, or nothing where the member does not.'],
      forThirdParty: ['For somebody else', 'Whether the member asks on behalf of somebody else.'],
      factual: ['Factual', 'Whether the member asks for a fact alone.'],
    },
  },
  InformationProvided: {
    label: 'Information provided',
    sentence: 'The information that a member asked for was provided.',
    fields: {
      id: request,
      by: ['Provided by', 'The role or the person who provided it.'],
      redacted: ['Redacted', 'Whether parts of the information were left out.'],
      maySurfaceAt: ['May come up at', 'The body and the meeting at which the information may come up.'],
      inPublicDomain: ['In the public domain', 'Whether everybody can get the information.'],
      barredByDataProtection: [
        'Barred by data protection',
        'Whether data protection law keeps the information from others.',
      ],
    },
  },
  InformationRefused: {
    label: 'Information refused',
    sentence: 'The information that a member asked for was refused.',
    fields: {
      id: request,
      by: ['Refused by', 'The role or the person who refused.'],
      ground: ['Ground', 'The reason given for refusing, or nothing where none was given.'],
    },
  },
  InformationDisputeReferred: {
    label: 'Information dispute referred',
    sentence: 'A refusal, a doubt or a dispute about a request was referred to a role that decides it.',
    fields: {
      id: request,
      to: ['Referred to', 'The role or the person who is to decide.'],
      why: ['Why', 'Why it was referred.'],
    },
  },
  InformationDisputeDetermined: {
    label: 'Information dispute determined',
    sentence: 'A dispute about a request was decided.',
    fields: {
      id: request,
      outcome: ['Outcome', 'What was decided.'],
      redacted: ['Redacted', 'Whether parts of the information were left out.'],
      markedConfidential: ['Marked confidential', 'Whether the information was marked confidential.'],
      by: ['Decided by', 'The role or the person who decided.'],
      ground: ['Ground', 'The reason given for refusing, or nothing where none was given.'],
    },
  },
  InterestDeclaredForAccess: {
    label: 'Interest declared for access',
    sentence: 'A member who asked for information declared an interest in it.',
    fields: {
      id: request,
      member: ['Member', 'The member who declared the interest.'],
      privateCapacityStated: [
        'Private capacity stated',
        'Whether the member said that he or she asks as a private individual.',
      ],
    },
  },
  NeedToKnowDetermined: {
    label: 'Need to know determined',
    sentence: 'Somebody decided whether a member needs to know what he or she asked for.',
    fields: {
      id: request,
      outcome: ['Outcome', 'What was decided.'],
      ground: ['Ground', 'The reason given for the decision.'],
      by: ['Decided by', 'The role or the person who decided.'],
      presumed: ['Presumed', 'Whether the need to know was presumed.'],
      justified: ['Justified', 'Whether the member justified the need to know.'],
    },
  },
  RequestPrincipalNamed: {
    label: 'Principal named',
    sentence: 'An assistant said for which member a request or an enquiry was made.',
    fields: {
      id: ['Request or enquiry', 'The request or the enquiry that the assistant made.'],
      member: ['Member', 'The member for whom it was made.'],
    },
  },
  CopyDisclosedToOriginator: {
    label: 'Copy disclosed to the originator',
    sentence: 'The writer of a letter was told that a copy of it went to somebody else.',
    fields: {
      id: ['Correspondence', 'The letter that was copied.'],
      to: ['Told', 'The person who was told.'],
    },
  },
  CorrespondenceCopied: {
    label: 'Correspondence copied',
    sentence: 'A letter between a member and an officer was copied to somebody else.',
    fields: {
      id: ['Correspondence', 'The letter that was copied.'],
      to: ['Copied to', 'The person who received the copy.'],
    },
  },
  ChairAdvisedOfInformation: {
    label: 'Chair advised of information',
    sentence: 'The chair of a body was told that information had been given to a member.',
    fields: { id: request, body: ['Body', 'The body whose chair was told.'] },
  },
  EnquiryRegistered: {
    label: 'Enquiry registered',
    sentence: 'An enquiry of a member was registered.',
    fields: {
      id: ['Enquiry', 'The name of the enquiry, by which later entries refer to it.'],
      member: ['Member', 'The member who enquired.'],
      group: ['Group', 'The group for which the enquiry was made.'],
      by: ['Made by', 'The person who made the enquiry.'],
      principal: ['Principal', 'The member for whom an assistant made it, or nothing where none was named.'],
      to: ['Addressee', 'The role that the enquiry was sent to.'],
      matter: ['Matter', 'The matter that the enquiry is about.'],
    },
  },
  EnquiryAnswered: {
    label: 'Enquiry answered',
    sentence: 'An enquiry was answered.',
    fields: { id: enquiry, by: ['Answered by', 'The role or the person who answered.'] },
  },
  EnquiryChased: {
    label: 'Enquiry chased',
    sentence: 'A late answer to an enquiry was chased.',
    fields: { id: enquiry, by: ['Chased by', 'The role or the person who chased it.'] },
  },
  WardInformationIssued: {
    label: 'Ward information issued',
    sentence: 'Ward members were told about a matter that affects their ward.',
    fields: {
      ward: ['Ward', 'The ward that the matter affects.'],
      matter: ['Matter', 'The matter that affects the ward.'],
      told: ['Members told', 'The ward members who were told.'],
    },
  },
  SupportProvided: {
    label: 'Support provided',
    sentence: 'An officer gave a single member the support that the member asked for.',
    fields: {
      id: support,
      member: ['Member', 'The member who was supported.'],
      by: ['Provided by', 'The role or the person who gave the support.'],
      matter: ['Matter', 'The matter on which the member was supported.'],
    },
  },
  SupportDeclined: {
    label: 'Support declined',
    sentence: 'An officer did not give a single member the support that the member asked for.',
    fields: {
      id: support,
      member: ['Member', 'The member who was not supported.'],
      ground: ['Ground', 'The reason given for declining, or nothing where none was given.'],
      by: ['Declined by', 'The role or the person who declined.'],
      matter: ['Matter', 'The matter on which the member asked for support.'],
    },
  },
} as const satisfies WordsOf<typeof informationEvents>;
