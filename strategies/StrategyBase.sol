// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";

/// @title StrategyBase
/// @notice What every strategy shares: one vault, its asset, and that nobody but the vault has anything done.
/// @dev A strategy says what it owns and owes (`exposure`), what it can give back without loss (`withdrawable`), and fills in four things: putting LST
/// to work, taking it back, closing a slice, and operations of its own, which the vault hands over ABI-encoded. docs/STRATEGIES.md leads
/// through it; test/strategy holds every strategy to it.
abstract contract StrategyBase is IStrategy {
    address internal immutable VAULT;
    IERC20 internal immutable LST;
    uint256 internal constant WAD = 1e18;
    uint256 internal constant BPS = 10_000;

    constructor(address vault_) {
        _requireCode("vault", vault_);
        VAULT = vault_;
        LST = IERC20(ILstVault(vault_).asset());
    }

    modifier onlyVault() {
        require(msg.sender == VAULT, OnlyVault(msg.sender, VAULT));
        _;
    }

    /* THE VAULT'S ENTRIES */

    /// @inheritdoc IStrategy
    function deploy(uint256 assets, bytes calldata data) external onlyVault {
        uint256 balance = LST.balanceOf(address(this));
        require(balance >= assets, TransferMissing(assets, balance));
        bytes4 selector = _selector(data);
        if (assets != 0) _put(assets, selector);
        if (data.length != 0) _operate(selector, data[4:]);
    }

    /// @inheritdoc IStrategy
    function free(uint256 assets, bytes calldata data) external onlyVault {
        if (data.length != 0) _operate(_selector(data), data[4:]);
        if (assets != 0) _take(assets);
    }

    /// @inheritdoc IStrategy
    function manage(bytes calldata data) external onlyVault {
        bytes4 selector = _selector(data);
        // Shorter data has no arguments to cut off.
        require(data.length >= 4, UnknownOperation(selector));
        _operate(selector, data[4:]);
    }

    /// @inheritdoc IStrategy
    function unwind(uint256 fractionWad) external onlyVault {
        require(fractionWad <= WAD, FractionOverOne(fractionWad));
        _close(fractionWad);
    }

    /* VIEWS */

    /// @inheritdoc IStrategy
    function vault() external view returns (address) {
        return VAULT;
    }

    /// @inheritdoc IStrategy
    function asset() external view returns (address) {
        return address(LST);
    }

    /* WHAT A STRATEGY FILLS IN */

    /// @dev Puts `assets` to work, which are here already. @param next Selector of the operation that follows, zero if none does.
    function _put(uint256 assets, bytes4 next) internal virtual;

    /// @dev Sends exactly `assets` to the vault without selling anything, or reverts.
    function _take(uint256 assets) internal virtual;

    /// @dev Closes a slice (at most WAD) of every leg at whatever it costs, and sends what is left of it to the vault.
    function _close(uint256 fractionWad) internal virtual;

    /// @dev Runs one of the strategy's own operations; reverts with `UnknownOperation` for any other selector.
    function _operate(bytes4 selector, bytes calldata arguments) internal virtual;

    /* INTERNAL */

    function _requireCode(string memory what, address account) internal view {
        require(account.code.length != 0, NotAContract(what, account));
    }

    function _requireWithin(string memory what, uint256 value, uint256 min, uint256 max) internal pure {
        require(value >= min && value <= max, LimitOutOfRange(what, value, min, max));
    }

    /// @dev Rates at which a sale or purchase is bounded come from the vault's oracle and never from the caller alone.
    function _rates() internal view returns (uint256 parWad, uint256 marketWad, bool fresh) {
        return ILstVault(VAULT).oracle().rates();
    }

    function _selector(bytes calldata data) private pure returns (bytes4) {
        // Shorter data is padded with zeros, which is no selector of ours.
        // forge-lint: disable-next-line(unsafe-typecast)
        return bytes4(data);
    }
}
