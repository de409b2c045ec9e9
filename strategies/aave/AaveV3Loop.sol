// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IRescuable} from "contracts/interfaces/IRescuable.sol";
import {StrategyBase} from "strategies/StrategyBase.sol";
import {AaveV3LoopConfig} from "strategies/aave/AaveV3LoopConfig.sol";
import {AaveV3LoopLeverDown} from "strategies/aave/AaveV3LoopLeverDown.sol";
import {AaveV3LoopLeverUp} from "strategies/aave/AaveV3LoopLeverUp.sol";
import {AaveV3LoopPar} from "strategies/aave/AaveV3LoopPar.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {IAaveV3LoopPar} from "strategies/aave/IAaveV3LoopPar.sol";
import {IAaveFlashLoanReceiver} from "strategies/aave/interfaces/IAaveFlashLoanReceiver.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";

/// @title AaveV3Loop
/// @notice wstETH collateral and WETH debt on Aave v3 in an e-mode category, levered up and down in one transaction each, and down at par in two.
///
/// ASSUMPTIONS
/// - Aave's pool is version 3.6 or keeps its interface; the Uniswap pool is a genuine one of wstETH and WETH. Both are checked by hand before
///   the strategy is listed; the constructor checks only that the parts fit each other.
/// - The LST is wstETH: ether sent to it is staked at par, one wstETH for each stETH share. See `LidoRequests` for its withdrawal queue.
/// - The vault's oracle bounds every execution. It is asked for at each operation, so that a replaced oracle is followed.
///
/// ACCOUNTING
/// - LST = balance of the supply token, ETH = what requests at the issuer are worth, minus the balance of the debt token, both to the wei as Aave reports
///   them. What is requested is no collateral: it counts for no health factor and for no floor.
/// - No operation leaves LST, WETH or ether behind. What strangers send here is not counted: LST is supplied and WETH spent by the next
///   operation that supplies or buys. LST that strangers supply on our behalf counts at once, as a gain, which the vault recognises slowly;
///   other assets do not count; as collateral they are switched off where they lock ours, and by anyone at any time.
///
/// ROUNDING
/// - As Aave's: a supply credits and a withdrawal leaves up to a wei less, a borrow owes up to a wei more. Bounds round against the caller.
///
/// LOSSES
/// - Unwinding a leaver's slice may cost all of that slice, which is his, and asks no bound of the oracle. What stays keeps its legs. A request at the
///   issuer can be neither divided nor sold: its slice stays with the others, while the debt's is the leaver's.
/// - Levering down at par costs no price. A slash before the issuer finalizes lowers what it pays, and its rewards are forgone from the request on.
/// - Any other operation loses at most the caller's bound or `maxSlippageBps` against the oracle's market rate, whichever is tighter. Without a live
///   quote that rate is the oracle's fallback: levering up is refused then, levering down may cost the fallback's discount, or the floor's where a quote
///   lies under it.
/// - A liquidation by Aave costs its bonus (1 % in e-mode 1) on what is liquidated. The health floor is what must not be passed by our own
///   acts; it does not stop a price from moving further than the limits that it was computed from.
///
/// LIVENESS
/// - Levering down needs: Aave's reserves not paused, LST liquidity in its reserve, depth in the Uniswap pool within the bound. A frozen
///   reserve, a loan-to-value of zero, a changed e-mode, a stale oracle and WETH lent out to the last wei do not stop it. The same goes for unwinding
///   and for a rescue; while Aave's own oracle is silent only the whole can be unwound.
/// - Levering down at par needs the issuer's queue not paused for a request, and nothing of it for a claim. It takes days to weeks.
/// - `withdrawable` is what `free(assets, "")` pays in this block. It is zero, and reverts nothing, where Aave or its oracle do not answer.
///
/// WHO CAN DO WHAT
/// - The vault: everything. Aave's pool and the Uniswap pool: their callbacks, while an operation of the vault runs. Anyone: switch off collateral
///   that strangers supplied (`shedForeignCollateral`), and nothing else.
///   There is no owner, no upgrade, no sweep, and no approval that outlives an operation.
contract AaveV3Loop is
    AaveV3LoopLeverUp,
    AaveV3LoopLeverDown,
    AaveV3LoopPar,
    IAaveFlashLoanReceiver,
    IUniswapV3SwapCallback
{
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;

    /* INITIALIZE */

    constructor(
        address vault_,
        address pool_,
        address uniswapPool_,
        address weth_,
        uint8 eModeCategory_,
        Limits memory limits_
    ) AaveV3LoopConfig(vault_, pool_, uniswapPool_, weth_, eModeCategory_, limits_) {}

    /* THE VAULT'S ENTRIES */

    /// @inheritdoc IRescuable
    function rescue(address receiver, uint256 bountyBps, uint256 maxBounty)
        external
        onlyVault
        returns (uint256 sold, uint256 bounty)
    {
        return _rescue(receiver, bountyBps, maxBounty);
    }

    /// @inheritdoc IAaveV3Loop
    function leverUp(uint256 eth, uint256 minLst) external onlyVault {
        _leverUp(eth, minLst);
    }

    /// @inheritdoc IAaveV3Loop
    function leverDown(uint256 eth, uint256 maxLst) external onlyVault {
        _leverDown(eth, maxLst);
    }

    /* CALLBACKS */

    /// @inheritdoc IAaveFlashLoanReceiver
    function executeOperation(
        address[] calldata,
        uint256[] calldata amounts,
        uint256[] calldata,
        address initiator,
        bytes calldata params
    ) external returns (bool) {
        require(
            msg.sender == address(POOL) && initiator == address(this) && _operation == Operation.LeverUp,
            UnexpectedCallback(msg.sender)
        );
        _invest(amounts[0], params);
        return true;
    }

    /// @inheritdoc IUniswapV3SwapCallback
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata data) external {
        Operation operation = _operation;
        require(msg.sender == address(UNISWAP) && operation != Operation.None, UnexpectedCallback(msg.sender));
        if (operation == Operation.BuyOnCredit) {
            _supplyAndBorrow((-amount0Delta).toUint256(), amount1Delta.toUint256());
        } else if (operation == Operation.LeverUp) {
            IERC20(WETH).safeTransfer(address(UNISWAP), amount1Delta.toUint256());
        } else {
            (uint256 minEth, uint256 maxLst) = abi.decode(data, (uint256, uint256));
            _divest(amount0Delta.toUint256(), (-amount1Delta).toUint256(), minEth, maxLst);
        }
    }

    /* OPERATIONS */

    /// @inheritdoc StrategyBase
    /// @dev A lever-up supplies all LST that is here, together with what it buys: one supply instead of two.
    function _put(uint256, bytes4 next) internal override {
        if (next != IAaveV3Loop.leverUp.selector) _supply();
    }

    /// @inheritdoc StrategyBase
    function _take(uint256 assets) internal override {
        _withdraw(assets);
    }

    /// @inheritdoc StrategyBase
    function _close(uint256 fractionWad) internal override {
        _unwind(fractionWad);
    }

    /// @inheritdoc StrategyBase
    function _operate(bytes4 selector, bytes calldata arguments) internal override {
        if (selector == IAaveV3Loop.leverUp.selector) {
            (uint256 eth, uint256 minLst) = abi.decode(arguments, (uint256, uint256));
            _leverUp(eth, minLst);
        } else if (selector == IAaveV3Loop.leverDown.selector) {
            (uint256 eth, uint256 maxLst) = abi.decode(arguments, (uint256, uint256));
            _leverDown(eth, maxLst);
        } else if (selector == IAaveV3LoopPar.requestPar.selector) {
            _requestPar(abi.decode(arguments, (uint256)));
        } else if (selector == IAaveV3LoopPar.claimAndRepay.selector) {
            _claimAndRepay(arguments);
        } else {
            revert UnknownOperation(selector);
        }
    }
}
