// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {IRescuable} from "contracts/interfaces/IRescuable.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {AaveV3LoopAccount} from "strategies/aave/AaveV3LoopAccount.sol";
import {AaveV3LoopAdvisor} from "strategies/aave/AaveV3LoopAdvisor.sol";
import {AaveV3LoopConfig} from "strategies/aave/AaveV3LoopConfig.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";
import {AaveV3LoopPurchase} from "strategies/aave/AaveV3LoopPurchase.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {IAaveFlashLoanReceiver} from "strategies/aave/interfaces/IAaveFlashLoanReceiver.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";

/// @title AaveV3Loop
/// @notice wstETH collateral and WETH debt on Aave v3 in an e-mode category, levered up and down in one transaction each.
///
/// ASSUMPTIONS
/// - Aave's pool is version 3.6 or keeps its interface; the Uniswap pool is a genuine one of wstETH and WETH. Both are checked by hand before
///   the strategy is listed; the constructor checks only that the parts fit each other.
/// - The LST is wstETH: ether sent to it is staked at par, one wstETH for each stETH share.
/// - The vault's oracle bounds every execution. It is asked for at each operation, so that a replaced oracle is followed.
///
/// ACCOUNTING
/// - LST = balance of the supply token, ETH = minus the balance of the debt token, both to the wei as Aave reports them.
/// - No operation leaves LST, WETH or ether behind. What strangers send here is not counted: LST is supplied and WETH spent by the next
///   operation that supplies or buys. LST that strangers supply on our behalf counts at once, as a gain, which the vault recognises slowly;
///   other assets do not count; as collateral they are switched off where they lock ours, and by anyone at any time.
///
/// ROUNDING
/// - As Aave's: a supply credits and a withdrawal leaves up to a wei less, a borrow owes up to a wei more. Bounds round against the caller.
///
/// LOSSES
/// - Unwinding a leaver's slice may cost all of that slice, which is his, and asks no bound of the oracle. What stays keeps its legs.
/// - Any other operation loses at most the caller's bound or `maxSlippageBps` against the oracle's market rate, whichever is tighter. Without a live
///   quote that rate is the oracle's fallback: levering up is refused then, levering down may cost the fallback's discount.
/// - A liquidation by Aave costs its bonus (1 % in e-mode 1) on what is liquidated. The health floor is what must not be passed by our own
///   acts; it does not stop a price from moving further than the limits that it was computed from.
///
/// LIVENESS
/// - Levering down needs: Aave's reserves not paused, LST liquidity in its reserve, depth in the Uniswap pool within the bound. A frozen
///   reserve, a loan-to-value of zero, a changed e-mode, a stale oracle and WETH lent out to the last wei do not stop it. The same goes for unwinding
///   and for a rescue; while Aave's own oracle is silent only the whole can be unwound.
/// - `withdrawable` is what `free(assets, "")` pays in this block. It is zero, and reverts nothing, where Aave or its oracle do not answer.
///
/// WHO CAN DO WHAT
/// - The vault: everything. Aave's pool and the Uniswap pool: their callbacks, while an operation of the vault runs. Everybody else: nothing.
///   There is no owner, no upgrade, no sweep, and no approval that outlives an operation.
contract AaveV3Loop is AaveV3LoopAccount, AaveV3LoopPurchase, IAaveFlashLoanReceiver, IUniswapV3SwapCallback {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;

    /* TYPES */

    enum Operation {
        None,
        LeverUp,
        BuyOnCredit,
        LeverDown
    }

    /* CONSTANTS */

    /// @dev The lower end of Uniswap's price range, one inside.
    uint160 private constant MIN_SQRT_PRICE = 4295128740;

    /* STORAGE */

    /// @dev What the vault is having done in this transaction; callbacks are taken in no other.
    Operation private transient _operation;

    /* INITIALIZE */

    constructor(
        address vault_,
        address pool_,
        address uniswapPool_,
        address weth_,
        uint8 eModeCategory_,
        Limits memory limits_
    ) AaveV3LoopConfig(vault_, pool_, uniswapPool_, weth_, eModeCategory_, limits_) {}

    modifier onlyVault() {
        require(msg.sender == VAULT, OnlyVault(msg.sender, VAULT));
        _;
    }

    /* THE VAULT'S ENTRIES */

    /// @inheritdoc IStrategy
    function deploy(uint256 assets, bytes calldata data) external onlyVault {
        uint256 balance = LST.balanceOf(address(this));
        require(balance >= assets, LiquidityInsufficient(address(LST), assets, balance));
        // A lever-up supplies all LST that is here, together with what it buys: one supply instead of two.
        if (assets != 0 && _selector(data) != IAaveV3Loop.leverUp.selector) _supply();
        if (data.length != 0) _operate(data);
    }

    /// @inheritdoc IStrategy
    function free(uint256 assets, bytes calldata data) external onlyVault {
        if (data.length != 0) _operate(data);
        if (assets != 0) _withdraw(assets);
    }

    /// @inheritdoc IStrategy
    function manage(bytes calldata data) external onlyVault {
        _operate(data);
    }

    /// @inheritdoc IStrategy
    /// @dev Asks no oracle of ours (Aave asks its own while debt is left): the slice of collateral is all that it may cost, and the leaver has his own bound at the vault.
    function unwind(uint256 fractionWad) external onlyVault {
        require(fractionWad <= AaveV3LoopMath.WAD, FractionOverOne(fractionWad));
        uint256 eth = Math.mulDiv(_debt(), fractionWad, AaveV3LoopMath.WAD, Math.Rounding.Ceil);
        uint256 slice = Math.mulDiv(_collateral(), fractionWad, AaveV3LoopMath.WAD);
        uint256 paid = eth == 0 ? 0 : _sellForDebt(eth, eth, slice, MIN_SQRT_PRICE);
        // Scaled balances leave a wei of the whole to Aave's rounding; asking for all takes it along.
        bool whole = fractionWad == AaveV3LoopMath.WAD;
        uint256 rest = slice - paid;
        if (rest != 0) _takeOut(whole ? type(uint256).max : rest, VAULT);
        emit Unwound(fractionWad, eth, paid, rest);
    }

    /// @inheritdoc IRescuable
    /// @dev Where the pool does not take all of it above the oracle's bound, what it takes is sold.
    function rescue(address receiver, uint256 bountyBps, uint256 maxBounty)
        external
        onlyVault
        returns (uint256 sold, uint256 bounty)
    {
        uint256 before = healthFactorWad();
        require(before < HEALTH_FLOOR_WAD, RescueNotNeeded(before, HEALTH_FLOOR_WAD));
        (, uint256 marketWad,) = ILstVault(VAULT).oracle().rates();
        uint256 worstWad = marketWad * (AaveV3LoopMath.BPS - MAX_SLIPPAGE_BPS) / AaveV3LoopMath.BPS;
        uint256 soldPerEthWad = Math.mulDiv(
            AaveV3LoopMath.maxLst(AaveV3LoopMath.WAD, marketWad, MAX_SLIPPAGE_BPS),
            AaveV3LoopMath.BPS + bountyBps,
            AaveV3LoopMath.BPS,
            Math.Rounding.Ceil
        );
        uint256 debtBefore = _debt();
        uint256 eth = ADVISOR.repayToFloor(_market(), address(this), HEALTH_FLOOR_WAD, soldPerEthWad);
        sold = _sellForDebt(eth, 1, type(uint256).max, AaveV3LoopMath.sqrtSalePriceAt(worstWad, FEE_PIPS));
        bounty = Math.min(sold * bountyBps / AaveV3LoopMath.BPS, maxBounty);
        if (bounty != 0) _takeOut(bounty, receiver);
        uint256 health = healthFactorWad();
        require(health > before, HealthBelowFloor(health, before));
        emit LeveredDown(debtBefore - _debt(), sold, health);
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

    function _operate(bytes calldata data) private {
        bytes4 selector = _selector(data);
        if (selector == IAaveV3Loop.leverUp.selector) {
            (uint256 eth, uint256 minLst) = abi.decode(data[4:], (uint256, uint256));
            _leverUp(eth, minLst);
        } else if (selector == IAaveV3Loop.leverDown.selector) {
            (uint256 eth, uint256 maxLst) = abi.decode(data[4:], (uint256, uint256));
            _leverDown(eth, maxLst);
        } else {
            revert UnknownOperation(selector);
        }
    }

    function _selector(bytes calldata data) private pure returns (bytes4) {
        // Shorter data is padded with zeros, which is no selector of ours.
        // forge-lint: disable-next-line(unsafe-typecast)
        return bytes4(data);
    }

    function _leverUp(uint256 eth, uint256 minLst) private {
        require(eth != 0, ZeroAmount());
        (uint256 parWad, uint256 marketWad, bool fresh) = ILstVault(VAULT).oracle().rates();
        require(fresh, OracleNotFresh());
        uint160 parLimit = AaveV3LoopMath.sqrtPriceAt(parWad, FEE_PIPS);
        if (_poolTakes(eth, parLimit)) {
            (uint256 bought, uint256 spent) = _buyOnCredit(eth, parLimit, marketWad);
            (eth, minLst) = (eth - spent, Math.saturatingSub(minLst, bought));
            if (eth == 0) {
                require(minLst == 0, ReceivedTooLittle(bought, bought + minLst));
                return;
            }
        }
        _borrowAndBuy(eth, Math.max(minLst, AaveV3LoopMath.minLst(eth, marketWad, MAX_SLIPPAGE_BPS)), parWad, marketWad);
    }

    /// @dev Where the pool alone is cheapest: one flash swap, in whose callback the LST is supplied and its WETH borrowed.
    function _buyOnCredit(uint256 eth, uint160 limit, uint256 marketWad)
        private
        returns (uint256 bought, uint256 spent)
    {
        _operation = Operation.BuyOnCredit;
        (int256 amount0, int256 amount1) = UNISWAP.swap(address(this), false, eth.toInt256(), limit, "");
        _operation = Operation.None;
        (bought, spent) = ((-amount0).toUint256(), amount1.toUint256());
        uint256 least = AaveV3LoopMath.minLst(spent, marketWad, MAX_SLIPPAGE_BPS);
        require(bought >= least, ReceivedTooLittle(bought, least));
    }

    /// @dev Where the issuer's mint is cheaper for some of it: a flash loan that opens debt.
    function _borrowAndBuy(uint256 eth, uint256 minLst, uint256 parWad, uint256 marketWad) private {
        uint256 worstWad = marketWad * (AaveV3LoopMath.BPS + MAX_SLIPPAGE_BPS) / AaveV3LoopMath.BPS;

        _operation = Operation.LeverUp;
        try POOL.flashLoan(
            address(this),
            _array(address(WETH)),
            _array(eth),
            _array(VARIABLE_RATE),
            address(this),
            abi.encode(minLst, parWad, worstWad),
            0
        ) {}
        catch (bytes memory reason) {
            _explain(AaveV3LoopAdvisor.Refusal.Borrow, eth, reason);
        }
        _operation = Operation.None;
    }

    function _leverDown(uint256 eth, uint256 maxLst) private {
        uint256 debt = _debt();
        if (eth == type(uint256).max) eth = debt;
        require(eth != 0, ZeroAmount());
        require(eth <= debt, RepayExceedsDebt(eth, debt));
        (, uint256 marketWad,) = ILstVault(VAULT).oracle().rates();
        maxLst = Math.min(maxLst, AaveV3LoopMath.maxLst(eth, marketWad, MAX_SLIPPAGE_BPS));

        uint256 paid = _sellForDebt(eth, eth, maxLst, MIN_SQRT_PRICE);
        uint256 health = healthFactorWad();
        emit LeveredDown(eth, paid, health);
    }

    /// @dev Sells collateral by a flash swap for `eth` of debt, or for as much of it as the pool gives above `sqrtPriceLimit`.
    function _sellForDebt(uint256 eth, uint256 minEth, uint256 maxLst, uint160 sqrtPriceLimit)
        private
        returns (uint256 paid)
    {
        _operation = Operation.LeverDown;
        (int256 amount0,) =
            UNISWAP.swap(address(this), true, -eth.toInt256(), sqrtPriceLimit, abi.encode(minEth, maxLst));
        _operation = Operation.None;
        paid = amount0.toUint256();
    }

    /* IN THE CALLBACKS */

    /// @dev In the flash swap: the LST is here, the WETH for it is owed to the Uniswap pool.
    function _supplyAndBorrow(uint256 bought, uint256 eth) private {
        _supply();
        _useLstAsCollateral();
        emit LeveredUp(eth, bought, 0, _requireHealthAfterBorrow(eth));
        try POOL.borrow(address(WETH), eth, VARIABLE_RATE, 0, address(this)) {}
        catch (bytes memory reason) {
            _explain(AaveV3LoopAdvisor.Refusal.Borrow, eth, reason);
        }
        IERC20(WETH).safeTransfer(address(UNISWAP), eth);
    }

    /// @dev In the flash loan: the WETH is here, its debt is opened when this returns.
    function _invest(uint256 eth, bytes calldata params) private {
        (uint256 minLst, uint256 parWad, uint256 worstWad) = abi.decode(params, (uint256, uint256, uint256));
        (uint256 fromPool, uint256 fromIssuer) = _acquire(WETH.balanceOf(address(this)), parWad, worstWad);
        require(fromPool + fromIssuer >= minLst, ReceivedTooLittle(fromPool + fromIssuer, minLst));
        _supply();
        _useLstAsCollateral();
        emit LeveredUp(eth, fromPool, fromIssuer, _requireHealthAfterBorrow(eth));
    }

    /// @dev In the flash swap: the WETH is here, the LST for it is owed to the Uniswap pool and goes there straight from Aave.
    function _divest(uint256 paid, uint256 received, uint256 minEth, uint256 maxLst) private {
        require(received >= minEth, LiquidityInsufficient(address(WETH), minEth, received));
        require(paid <= maxLst, PaidTooMuch(paid, maxLst));
        _repayAndWithdraw(received, paid, address(UNISWAP));
    }

    function _array(address value) private pure returns (address[] memory values) {
        values = new address[](1);
        values[0] = value;
    }

    function _array(uint256 value) private pure returns (uint256[] memory values) {
        values = new uint256[](1);
        values[0] = value;
    }
}
