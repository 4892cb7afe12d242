/** What the loader asks of the graph. A test holds each against the committed schema. */
const mutation = (field: string, input: string, selection = 'id') =>
  `mutation ($input: ${input}!) { made: ${field}(input: $input) { ${selection} } }`;

export const createEdition = mutation('createEdition', 'CreateEditionInput');
export const createHall = mutation('createHall', 'CreateHallInput', 'id stands { id code }');
export const createExhibitor = mutation('createExhibitor', 'CreateExhibitorInput');
export const submitRegistration = mutation('submitRegistration', 'SubmitRegistrationInput');
export const registrationStep = (step: string, needsReason: boolean) =>
  mutation(step, needsReason ? 'RegistrationRefusalInput' : 'RegistrationStepInput');
export const assignStand = mutation('assignStand', 'AssignStandInput');
export const createVenue = mutation('createVenue', 'CreateVenueInput');
export const createPerformer = mutation('createPerformer', 'CreatePerformerInput');
export const scheduleSession = mutation('scheduleSession', 'ScheduleSessionInput');
export const createTrainer = mutation('createTrainer', 'CreateTrainerInput');
export const announceWorkshop = mutation('announceWorkshop', 'AnnounceWorkshopInput');
export const workshopStatus = 'query ($id: ID!) { workshop(id: $id) { status } }';
export const enrol = mutation('enrol', 'EnrolInput');
export const listProduct = mutation('listProduct', 'ListProductInput');
export const recordSale = mutation('recordSale', 'RecordSaleInput');
export const refundOrder = mutation('refundOrder', 'RefundOrderInput');
