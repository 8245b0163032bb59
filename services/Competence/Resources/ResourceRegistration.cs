using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Competence.Resources;

/// <summary>Adds the standard methods of a kind of resource to the organisation's model.</summary>
internal static class ResourceRegistration
{
    public static OrganisationModel Create<TEntity, TMessage, TRequest>(
        this OrganisationModel model, ResourceKind<TEntity, TMessage> kind, Func<TRequest, TMessage?> resource)
        where TEntity : Entity<TMessage>
        where TMessage : class, IMessage<TMessage>, new()
        where TRequest : IMessage<TRequest> =>
        model.Command<Agency, TRequest>(
            (agency, request, context) => kind.Create(agency, resource(request), context),
            (agency, request, events, _) => kind.Saved(agency, events, resource(request)).View());

    public static OrganisationModel Update<TEntity, TMessage, TRequest>(
        this OrganisationModel model, ResourceKind<TEntity, TMessage> kind, Func<TRequest, TMessage?> resource,
        Func<TRequest, FieldMask?> mask)
        where TEntity : Entity<TMessage>
        where TMessage : class, IMessage<TMessage>, new()
        where TRequest : IMessage<TRequest> =>
        model.Command<Agency, TRequest>(
            (agency, request, context) => kind.Update(agency, resource(request), mask(request), context),
            (agency, request, events, _) => kind.Saved(agency, events, resource(request)).View());

    public static OrganisationModel Get<TEntity, TMessage, TRequest>(
        this OrganisationModel model, ResourceKind<TEntity, TMessage> kind, Func<TRequest, string> key)
        where TEntity : Entity<TMessage>
        where TMessage : class, IMessage<TMessage>, new()
        where TRequest : IMessage<TRequest> =>
        model.Query<Agency, TRequest>((agency, request, _) => kind.Get(agency, key(request), "id"));

    /// <param name="page">Size and token of the page asked for.</param>
    /// <param name="only">The entities asked for.</param>
    /// <param name="view">As callers see one; the request and the date may matter.</param>
    public static OrganisationModel List<TEntity, TMessage, TRequest>(
        this OrganisationModel model, ResourceKind<TEntity, TMessage> kind,
        Func<TRequest, (int Size, string Token)> page, Func<RepeatedField<TMessage>, string, IMessage> reply,
        Func<TRequest, TEntity, QueryContext, bool>? only = null, Func<TEntity, QueryContext, TMessage>? view = null)
        where TEntity : Entity<TMessage>
        where TMessage : class, IMessage<TMessage>, new()
        where TRequest : IMessage<TRequest> =>
        model.Query<Agency, TRequest>((agency, request, context) => Paging.Page(
            page(request).Size,
            page(request).Token,
            start => only is null
                ? kind.RegisterOf(agency).After(start)
                : kind.RegisterOf(agency).After(start).Where(entity => only(request, entity, context)),
            entity => entity.Key,
            entity => view is null ? entity.View() : view(entity, context),
            reply));
}
