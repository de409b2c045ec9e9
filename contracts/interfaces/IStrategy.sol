// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title IStrategy
/// @notice One place where a vault puts its liquid staking token (LST) to work.
/// @dev A strategy never reports one opaque number: it reports what it owns and what it owes, in LST and in ETH, and the vault prices the
/// two legs. Only the vault may move money. Token transfers are pushes in both directions, so that no approval is ever needed between them.
interface IStrategy {
    /// @notice A caller other than the vault tried to move money.
    error OnlyVault(address caller, address vault);
    /// @notice A slice of more than everything.
    error FractionOverOne(uint256 fractionWad);
    /// @notice The action's data does not begin with a selector that this strategy knows.
    error UnknownOperation(bytes4 selector);
    /// @notice The vault's transfer did not arrive.
    error TransferMissing(uint256 expected, uint256 balance);
    error ZeroAmount();
    /// @notice A callback from another address than the one expected, or outside an operation.
    error UnexpectedCallback(address caller);
    /// @notice The vault's oracle works with a fallback rate; risk must not rise.
    error OracleNotFresh();
    /// @notice Fewer LST for the ETH than the tighter of the caller's and the oracle's bound.
    error ReceivedTooLittle(uint256 receivedLst, uint256 minLst);
    /// @notice More LST for the ETH than the tighter of the caller's and the oracle's bound.
    error PaidTooMuch(uint256 paidLst, uint256 maxLst);
    /// @notice Neither the issuer nor the pool within the oracle's bound takes all of the ETH.
    error PurchaseIncomplete(uint256 eth, uint256 unspent);
    /// @notice A constructor argument has no code.
    error NotAContract(string what, address account);
    /// @notice A constructor argument does not fit the others.
    error ConfigMismatch(string what, address actual, address expected);
    /// @notice A limit, or what follows from the limits, lies outside its admissible range.
    error LimitOutOfRange(string limit, uint256 value, uint256 min, uint256 max);

    /// @notice The vault that owns everything in this strategy.
    function vault() external view returns (address);

    /// @notice The LST that goes in and comes out.
    function asset() external view returns (address);

    /// @notice Names the kind of strategy, e.g. "aave-v3-loop"; a lens and a keeper choose their reader by it.
    function kind() external view returns (string memory);

    /// @notice The parties and things whose failure this strategy shares with others: issuer, lender, lender oracle, pool, operator, bridge.
    /// @dev Made by the library RiskIds. Read once, when the strategy is listed; at most eight, none twice.
    function riskIds() external view returns (bytes32[] memory);

    /// @notice What the strategy owns and owes, live.
    /// @param rateWad ETH per LST (WAD) at which a position that holds both sides is split. Never a pool's spot price.
    /// @return lst LST owned, in wei of the LST. Rounded down.
    /// @return eth ETH owned (positive) or owed (negative), in wei. Rounded down, that is, a debt is rounded up.
    function exposure(uint256 rateWad) external view returns (int256 lst, int256 eth);

    /// @notice LST that `free(assets, "")` pays out now without selling anything and without passing a health floor. Rounded down.
    /// @dev Must never revert: zero where nothing can be had. Two strategies on one reserve may each promise the same liquidity; who withdraws all that
    /// the vault promises is then refused and gets a part.
    function withdrawable() external view returns (uint256 assets);

    /// @notice Puts `assets` to work, which the vault has transferred in beforehand. Only the vault.
    /// @param assets LST in wei; zero is allowed where `data` carries an operation.
    /// @param data Empty, or an ABI-encoded call of one of the strategy's own operations, run after the deposit.
    function deploy(uint256 assets, bytes calldata data) external;

    /// @notice Returns `assets` to the vault. Only the vault.
    /// @param assets LST in wei, paid out in full or the call reverts.
    /// @param data Empty (no loss, no sale), or an ABI-encoded call of one of the strategy's own operations, run before the withdrawal.
    function free(uint256 assets, bytes calldata data) external;

    /// @notice Closes a slice of everything now, at whatever that costs, and sends what is left of the slice to the vault. Only the vault.
    /// @dev What stays is the rest of each leg: a leaver pays for it, so that no bound but the slice itself stands in his way. A part that can be
    /// neither divided nor sold now (a claim that matures) stays whole with the others.
    /// @param fractionWad Slice of each leg, WAD, at most one. Owned parts are rounded down, owed parts up.
    function unwind(uint256 fractionWad) external;

    /// @notice Reshapes the position without moving LST between vault and strategy. Only the vault.
    /// @param data ABI-encoded call of one of the strategy's own operations.
    function manage(bytes calldata data) external;
}
